"""Footnotes: numbered in the order of reading, with a way there and back."""

import re

from tests.read.prose.typed import typed


def test_notes_are_numbered_as_they_are_called() -> None:
    html = typed("One[^b] two[^a].\n\n[^a]: Alpha.\n[^b]: Beta.").html
    assert re.findall(r'href="#fn:(\w)" role="doc-noteref">(\d)', html) == [("b", "1"), ("a", "2")]
    assert html.index("Beta.") < html.index("Alpha.")
    assert '<div class="footnote" role="doc-endnotes">' in html


def test_every_call_has_a_way_back() -> None:
    read = typed("One[^a] two[^a] three[^a].\n\n[^a]: Note.")
    calls = re.findall(r'<sup id="([^"]+)"', read.html)
    backs = re.findall(r'class="footnote-backref" href="#([^"]+)" role="doc-backlink"', read.html)
    assert calls == backs == ["fnref:a", "fnref2:a", "fnref3:a"]
    assert set(calls) | {"fn:a"} == set(read.prose.anchors)


def test_ids_do_not_change_when_a_note_is_added_before() -> None:
    before = re.findall(r'id="[^"]*a"', typed("[^a]\n\n[^a]: A.").html)
    after = re.findall(r'id="[^"]*a"', typed("[^b] [^a]\n\n[^b]: B.\n[^a]: A.").html)
    assert before == after == ['id="fnref:a"', 'id="fn:a"']


def test_a_label_with_signs_makes_a_sound_id() -> None:
    html = typed('x[^a "b">%]\n\n[^a "b">%]: Note.').html
    assert 'id="fn:a-b-"' in html
    assert 'href="#fn:a-b-"' in html


def test_a_call_without_a_note_is_told_with_the_nearest() -> None:
    read = typed("One[^note] two[^nope].\n\n[^note]: Text.")
    assert read.told == ["1:15 ?footnote-missing: there is no footnote [^nope]"]
    assert read.hints == ['did you mean "note"?']


def test_a_note_without_a_call_is_told_and_left_out() -> None:
    read = typed("Text.\n\n[^x]: Nobody [asks](y.md).")
    assert read.told == [
        "3:1 ?footnote-uncalled: nothing calls the footnote [^x], so it is not shown"
    ]
    assert (read.html, read.targets) == ("<p>Text.</p>", [])


def test_an_empty_note_is_a_note() -> None:
    assert '<li id="fn:1">' in typed("x[^1]\n\n[^1]:").html


def test_a_link_that_looks_like_a_call_is_a_link() -> None:
    assert typed("[^ up](#top)").targets == ["#top"]


def test_a_list_in_a_div_of_the_writer_is_not_taken_for_notes() -> None:
    list_ = "<div class='footnote' markdown=1>\n\n1. Mine.\n\n</div>\n\n"
    read = typed(f"{list_}b[^b] a[^a] a[^a]\n\n[^a]: A.\n[^b]: B.")
    assert "<li>Mine.</li>" in read.html
    assert re.findall("<p>([AB])", read.html) == ["B", "A"]
    assert read.told == []
