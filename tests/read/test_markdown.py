"""Markdown bodies: what a writer types becomes HTML with slots, a teaser, anchors and problems."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from carblog.model.content import Body, Prose, Reading
from carblog.model.digest import digest
from carblog.read.markdown import read_prose
from tests.read.prose.typed import PATH, typed

# What texts are made of when they mean to be difficult.
PIECES = [
    *"[]()!<>{}*_`~#|:&;\\\"'-.\n\t\r a0\x00\x02\x03\x85\u2028",
    *"\ue000\ue001\U000f0000\U00100000\ud800",
    "\n\n", "    ", "  \n", "![", "](", "](x.md)", "[^1]", "\n[^1]: ", "\n[r]: ", "[r]",
    "![a](b.jpg)", "> ", "\n- ", "\n1. ", "## ", "\n===\n", "\n---\n", "a|b\n-|-\nc|d", "```\n",
    "~~~", "\n: ",
    "*[A]: B\n", "<div>", "</div>", "<div markdown=1>", "<p markdown=1>", "<b>", "</b>",
    "<a href=x>", "<img src=x>", "<!--", "-->", "<!--more-->", "<script>", "</script>", "<?",
    "<![CDATA[", "]]>",
    "<http://e.com>", "<a@b.c>", "&amp;", "&#xE000;0&#xE001;", "&#57344;", "&#0;", "{.c}", "{#i}",
    "{: .c}", "{onclick=x}", "javascript:", "//e", "\x02wzxhzdk:0\x03", "\x02klzzwxh:0000\x03",
]  # fmt: skip
TEXTS = st.text() | st.lists(st.sampled_from(PIECES), max_size=40).map("".join)
SIGNS = re.compile("[\x00\x02\x03\ud800\ue000-\ue003\U000f0000-\U0010ffff]|zxhzdk|klzzwxh")


@given(TEXTS, st.sampled_from(["en", "fr"]), st.booleans())
@example("*(**(*\\*", "en", False)
@example("[^1]:\n<b>[^1]", "en", False)
@example("[^]:[]:0", "en", False)
@example("[^\\.]", "en", False)
@example("[](){<A>}", "en", False)
@example("|&#xE000;0&#xE001;|a\n-|-\nc|d", "en", True)
def test_any_text_has_each_slot_once_in_order_and_shows_none_of_our_signs(
    text: str, language: str, contributors: bool
) -> None:
    reading = Reading(language=language, trust="contributors" if contributors else "owner")
    prose, body, problems = read_prose(text, PATH, 3, reading)
    slots = [part for part in body.parts if isinstance(part, int)]
    assert slots == list(range(len(prose.references)))
    assert "" not in body.parts
    words = [part for part in body.parts if isinstance(part, str)]
    words += [w for r in prose.references for w in (r.target, r.text, r.title, *r.classes)]
    words += [prose.teaser, *prose.anchors, *(title for _, _, title in prose.headings)]
    words += [word for problem in problems for word in (problem.message, problem.hint)]
    typed_by_writer = "zxhzdk" in text or "klzzwxh" in text
    assert not [word for word in words if SIGNS.search(word) and not typed_by_writer]
    places = [problem.place for problem in problems] + [r.place for r in prose.references]
    assert all(place.path == PATH and place.line >= 3 and place.column >= 1 for place in places)


@given(TEXTS, TEXTS)
def test_a_text_is_read_alike_whatever_was_read_before(before: str, text: str) -> None:
    alone = read_prose(text, PATH, 1, Reading())
    read_prose(before, PATH, 1, Reading())
    assert read_prose(text, PATH, 1, Reading()) == alone


def test_a_text_that_is_nested_too_deeply_spoils_none_after_it() -> None:
    deep = typed("*a _b " * 2000 + "_ *" * 2000 + "\n\n" + "a\n: b\n\n    " * 500)
    assert deep.told == ["1:1 too-complex: something in this text is nested too deeply"]
    assert typed("- one\n\n    ![a](b)").targets == ["b"]


@pytest.mark.parametrize("text", ["", "\n\n", " \t\r\n", "\x00", "<!-- to do -->"])
def test_a_text_without_anything_to_show_has_no_body(text: str) -> None:
    prose, body, problems = read_prose(text, PATH, 1, Reading())
    assert (prose, body, problems) == (Prose(), Body(), ())


def test_a_body_is_known_by_its_digest() -> None:
    prose, body, _ = read_prose("The [ride](x.md).", PATH, 1, Reading())
    assert body.parts == ('<p>The <a href="', 0, '">ride</a>.</p>')
    assert prose.body == digest(body)


def test_problems_come_in_the_order_of_the_text_and_in_lines_of_the_file() -> None:
    text = "[x][y]\n\n[x]()\n\n# Title"
    _, _, problems = read_prose(text, PATH, 20, Reading())
    assert [(str(p.place), p.code) for p in problems] == [
        ("content/news/x.md:20:1", "reference-missing"),
        ("content/news/x.md:22:1", "link-empty"),
        ("content/news/x.md:24:1", "heading-level"),
    ]


def test_the_teaser_is_what_stands_before_the_sign() -> None:
    text = "## Heading\n\nOne *and* [two](x.md).\n\n> Three.\n\n<!-- more -->\n\nFour."
    read = typed(text)
    assert read.prose.teaser == "One and two. Three."
    assert read.html.endswith("</blockquote>\n\n\n<p>Four.</p>")


def test_the_sign_may_stand_in_a_sentence_and_leaves_nothing_behind() -> None:
    read = typed("The beginning.<!--more--> The rest.")
    assert (read.prose.teaser, read.html) == ("The beginning.", "<p>The beginning. The rest.</p>")


def test_the_sign_in_code_is_code() -> None:
    read = typed("Write `<!--more-->` to end it.\n\nSecond.\n\n```\n<!--more-->\n```")
    assert read.prose.teaser == "Write <!--more--> to end it."
    assert read.html.count("&lt;!--more--&gt;") == 2


@pytest.mark.parametrize(
    ("text", "teaser"),
    [
        ("![Front](a.jpg)\n\n- list\n\nFirst[^1] words.\n\n[^1]: Note.", "First words."),
        ("- Only a list.[^1]\n\n[^1]: Note.", ""),
        ("<!--more-->\n\nIt begins at once.", "It begins at once."),
        ('"Fast &amp; *furious*" <b>it</b> is.', "“Fast & furious” it is."),
    ],
)
def test_without_the_sign_the_first_paragraph_is_the_teaser(text: str, teaser: str) -> None:
    assert typed(text).prose.teaser == teaser


def test_a_long_teaser_is_cut_after_a_word() -> None:
    teaser = typed("word, " * 80).prose.teaser
    assert len(teaser) <= 300
    assert teaser == "word, " * 49 + "word…"


def test_words_are_those_that_a_reader_reads() -> None:
    text = "One two—three[^1] <b title='no no'>four</b>.\n\n![not this](a.jpg)\n\n[^1]: Five six."
    assert typed(text).prose.words == 5  # "two—three" is one


def test_comments_are_not_published() -> None:
    read = typed("One<!-- a -->two.\n\n<!-- secret\n\n# Heading -->\n\n<?php x ?>\n\nThree.")
    assert read.html == "<p>Onetwo.</p>\n\n\n\n\n<p>Three.</p>"
    assert read.told == []


def test_characters_that_html_forbids_are_left_out() -> None:
    assert typed("a\x00b\x07c\ufffed &#0;&#x7;e&#xFFFF; &#65;&#128;").html == "<p>abcd e &#65;€</p>"


def test_tabs_and_all_line_ends_are_read_as_people_mean_them() -> None:
    assert typed("- a\r\n\t- b\r- c").html == typed("- a\n    - b\n- c").html
