"""Links and pictures: each becomes a reference that knows its place, and leaves a slot."""

import pytest

from tests.read.prose.typed import typed


def test_a_link_keeps_its_words_and_its_slot_stands_in_the_quotes() -> None:
    read = typed('See [the *first* drive](../reviews/taycan.md#ride "Ours").')
    assert read.html == '<p>See <a href="{0}" title="Ours">the <em>first</em> drive</a>.</p>'
    assert (read.reference.text, read.reference.title) == ("the first drive", "Ours")
    assert (read.targets, read.reference.embed) == (["../reviews/taycan.md#ride"], False)


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("[a](1) and [b](2)\n[c](3)", ["1:1", "1:12", "2:1"]),
        ("> - [a](1)\n>   [b](2)", ["1:5", "2:5"]),
        ("| a | b |\n|---|---|\n| [a](1) | ![b](2) |", ["3:3", "3:12"]),
        ("- one\n\n    ![a](1)", ["3:5"]),
        ("\t\x07é\t[a](1)", []),
        ("é\t\x07[a](1)", ["1:4"]),
        ("Two[^n].\n\n[^n]: The [a](1)\n    and ![b](2).", ["3:11", "4:9"]),
        ("## The [a](1)\n\nThe [b](2)\n---------", ["1:8", "3:5"]),
        ("[![b](1)](2)", ["1:1", "1:2"]),
        ("Term\n: [a](1)", ["2:3"]),
        ("[a][r] [r] ![c][r]\n\n[r]: 1", ["1:1", "1:8", "1:12"]),
        ('<div markdown="1">\nSome [a](1)\n</div>', ["2:6"]),
        ('<div>\n<a title="x" href="1">x</a></div>', ["2:14"]),
        ('Raw <a\n href="1">x</a>', ["2:2"]),
        ("\r\n\r[a](1)", ["3:1"]),
    ],
)
def test_every_reference_knows_its_line_and_column(text: str, places: list[str]) -> None:
    found = [reference.place for reference in typed(text).prose.references]
    assert [f"{place.line}:{place.column}" for place in found] == places


def test_links_to_the_same_thing_come_in_the_order_of_the_text() -> None:
    read = typed("[a](x.md) ![b](x.md) [c](x.md)")
    assert [reference.text for reference in read.prose.references] == ["a", "b", "c"]


@pytest.mark.parametrize(
    "text",
    [
        "`[a](b)`",
        "``x ` [a](b)``",
        "```\n[a](b) <a href=c>\n```",
        "    [a](b) <img src=c>",
        "\\[a](b)",
        "\\![a\\](b)",
        "<!-- [a](b) -->",
        "<pre>\n[a](b)\n</pre>",
    ],
)
def test_what_only_looks_like_a_link_is_none(text: str) -> None:
    assert typed(text).targets == []


@pytest.mark.parametrize(
    ("target", "href"),
    [
        ("https://example.com/?a=b&c=[1]", "https://example.com/?a=b&amp;c=%5B1%5D"),
        ("https://[::1]:80/a", "https://[::1]:80/a"),
        ("HTTP://example.com", "HTTP://example.com"),
        ("<https://example.com/a b%zz>", "https://example.com/a%20b%25zz"),
        ("mailto:me@example.com", "mailto:me@example.com"),
        ("tel:+49 30 1", "tel:+49%2030%201"),
        ('https://example.com/"><script>', "https://example.com/%22%3E%3Cscript%3E"),
        ("https://example.com/a_(b)", "https://example.com/a_(b)"),
    ],
)
def test_an_external_link_stays_with_its_address_escaped(target: str, href: str) -> None:
    read = typed(f"[x]({target})")
    assert (read.html, read.targets, read.told) == (f'<p><a href="{href}">x</a></p>', [], [])


@pytest.mark.parametrize(
    ("target", "meant"),
    [
        ("a%20b.jpg", "a b.jpg"),
        ("a b.jpg", "a b.jpg"),
        ("<a b.jpg>", "a b.jpg"),
        ("a_(1).jpg", "a_(1).jpg"),
        ("a&amp;b.jpg", "a&b.jpg"),
        ("a[1].jpg", "a[1].jpg"),
        ("#the-ride", "#the-ride"),
        ("../x.md#caf%C3%A9", "../x.md#café"),
    ],
)
def test_a_path_is_read_as_its_writer_means_it(target: str, meant: str) -> None:
    assert typed(f"[x]({target})").targets == [meant]


@pytest.mark.parametrize(
    ("end", "title"),
    [
        ('"A title"', "A title"),
        ("'A title'", "A title"),
        ('"It\'s "here" (really)"', 'It\'s "here" (really)'),
        ('"A & B &amp; <C>"', "A & B & <C>"),
    ],
)
def test_a_title_may_hold_quotes_and_signs(end: str, title: str) -> None:
    read = typed(f"![a](b.jpg {end})")
    assert (read.targets, read.reference.title) == (["b.jpg"], title)


def test_an_autolink_shows_its_address_as_it_is_typed() -> None:
    read = typed('<https://example.com/"a"--b> and <me@example.com>')
    assert '<a href="https://example.com/%22a%22--b">https://example.com/"a"--b</a>' in read.html
    assert '<a href="mailto:me@example.com">me@example.com</a>' in read.html


@pytest.mark.parametrize(
    "target",
    [
        "javascript:alert(1)",
        "JaVa&#x53;cript:alert(1)",
        "javascript&colon;alert(1)",
        "java&Tab;script:alert(1)",
        "&#1;javascript:alert(1)",
        "<java\tscript:alert(1)>",
        "data:text/html,<script>alert(1)</script>",
        "vbscript:x",
        "file:///etc/passwd",
        "//evil.example",
        "\\\\\\\\evil.example",
        "/\\evil.example",
        "https:/example.com",
        "http:example.com",
    ],
)
@pytest.mark.parametrize("text", ["[x]({})", "![x]({})", "[![x]({})](ok.md)"])
def test_an_address_that_runs_code_or_hides_its_host_is_an_error(text: str, target: str) -> None:
    read = typed(text.format(target))
    assert [line.split(": ")[0] for line in read.told] == [
        f"1:{1 + max(text.find('!['), 0)} link-scheme"
    ]
    assert "example" not in read.html
    assert set(read.targets) <= {"ok.md"}


def test_a_definition_is_judged_like_any_target() -> None:
    read = typed("[x][r] <javascript://x>\n\n[r]: JAVASCRIPT&#58;alert(1)")
    assert [line.split(": ")[0] for line in read.told] == ["1:1 link-scheme", "1:8 link-scheme"]
    assert "href" not in read.html


def test_a_link_to_nothing_is_an_error() -> None:
    assert typed("A [link]() and ![]()").told == [
        "1:3 link-empty: this link leads nowhere",
        "1:16 link-empty: this picture is none",
    ]


def test_a_picture_cannot_be_a_mail_address() -> None:
    assert typed("![a](mailto:me@example.com)").told == [
        '1:1 link-scheme: "mailto:" is not allowed here'
    ]


def test_a_label_without_a_definition_is_told_with_the_nearest_one() -> None:
    read = typed("The [drive][taycann] is [over][].\n\n[taycan]: x.md")
    assert read.told == [
        "1:5 ?reference-missing: there is no definition [taycann]: so this is no link",
    ]
    assert read.hints == ['did you mean "taycan"?']


def test_a_picture_alone_takes_the_place_of_its_paragraph() -> None:
    read = typed('Before.\n\n![The flank](dusk.jpg "Longer"){.wide}\n\nAfter.')
    assert read.html == "<p>Before.</p>\n{0}\n<p>After.</p>"
    reference = read.reference
    assert (reference.text, reference.title) == ("The flank", "Longer")
    assert (reference.embed, reference.inline, reference.classes) == (True, False, ("wide",))


def test_pictures_alone_in_a_paragraph_are_a_figure_each() -> None:
    read = typed("![a](1.jpg)\n![b](2.jpg)  \n![c](3.jpg)\n{: .row}")
    assert read.html.split() == ["{0}", "{1}", "{2}"]
    assert {reference.inline for reference in read.prose.references} == {False}
    assert {reference.classes for reference in read.prose.references} == {("row",)}


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("Press ![the star](s.png) now", "<p>Press {0} now</p>"),
        ("[![a](t.jpg)](big.md)", '<p><a href="{0}">{1}</a></p>'),
        ("*![a](t.jpg)*", "<p><em>{0}</em></p>"),
        ("## ![a](t.jpg)", '<h2 id="section">{0}</h2>'),
    ],
)
def test_a_picture_among_words_or_in_a_link_is_inline(text: str, html: str) -> None:
    read = typed(text)
    assert read.html == html
    assert [r.inline for r in read.prose.references if r.embed] == [True]


def test_a_picture_alone_in_a_list_item_is_a_figure_in_it() -> None:
    read = typed("- ![a](1.jpg)\n- b")
    assert (read.html, read.reference.inline) == (
        "<ul>\n<li>{0}</li>\n<li>b</li>\n</ul>",
        False,
    )


def test_an_id_of_a_picture_stays_around_it() -> None:
    read = typed("![a](1.jpg){#one}\n\nText ![b](2.jpg){#two}.")
    assert read.html == '<div id="one">{0}</div>\n<p>Text <span id="two">{1}</span>.</p>'
    assert read.prose.anchors == ("one", "two")


def test_a_video_or_remote_picture_is_for_others_to_judge() -> None:
    assert typed("![Our drive](https://youtu.be/x)").targets == ["https://youtu.be/x"]


def test_alternative_text_is_text_and_never_markup() -> None:
    read = typed('![a "> <b onload=x> &amp; [c] `d`](x.jpg)')
    assert read.reference.text == 'a "> <b onload=x> & [c] d'
    assert read.html == "{0}"


def test_what_does_nothing_on_a_picture_is_told() -> None:
    assert typed("![a](b.jpg){width=100}").told == [
        '1:1 ?attribute-ignored: "width" does nothing on a picture'
    ]


def test_a_link_that_holds_only_a_picture_has_its_words() -> None:
    assert typed("[![The flank](t.jpg)](big.md)").prose.references[0].text == "The flank"
