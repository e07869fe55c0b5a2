"""Quotes, dashes and ellipses, as a reader sees them in print."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carblog.read.prose.typography import Typesetter
from tests.read.prose.typed import typed


@pytest.mark.parametrize(
    ("language", "printed"),
    [
        ("en", "“One ‘two’ three”"),
        ("en-GB", "“One ‘two’ three”"),
        ("de", "„One ‚two‘ three“"),
        ("de-CH", "«One ‹two› three»"),
        ("fr", "«\u202fOne “two” three\u202f»"),
        ("es", "«One “two” three»"),
        ("it", "«One “two” three»"),
        ("nl", "“One ‘two’ three”"),
        ("pl", "„One «two» three”"),
        ("sv", "”One ’two’ three”"),
        ("ru", "«One „two“ three»"),
        ("pt-BR", "“One ‘two’ three”"),
        ("tlh", "“One ‘two’ three”"),
    ],
)
def test_each_language_has_its_own_quotation_marks(language: str, printed: str) -> None:
    assert typed("\"One 'two' three\"", language=language).html == f"<p>{printed}</p>"


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("it's the M3's", "it’s the M3’s"),
        ("Hans' car", "Hans’ car"),
        ("the '90s and '08", "the ’90s and ’08"),
        ("rock 'n' roll, 'tis", "rock ’n’ roll, ’tis"),
        ('19" wheels, 6\'2" tall', "19″ wheels, 6′2″ tall"),
        ('the "Top 10" list', "the “Top 10” list"),
        ("\"'Quick,' they said\"", "“‘Quick,’ they said”"),
        ('("so")', "(“so”)"),
        ('now--"yes"--then', "now–“yes”–then"),
        ("2019--2021 and --- well", "2019–2021 and — well"),
        ("type carblog --strict", "type carblog --strict"),
        ("wait... no....", "wait… no...."),
        ("a ---- b", "a ---- b"),
        ('"*Wow*", he said', "“<em>Wow</em>”, he said"),
        ("*Porsche*'s", "<em>Porsche</em>’s"),
        ('"[the drive](x.md)"', '“<a href="{0}">the drive</a>”'),
        ('<b>"bold"</b> "<i>i</i>"', "<b>“bold”</b> “<i>i</i>”"),
        ('"`code`"', "“<code>code</code>”"),
        ('\\"so\\" it\\\'s', '"so" it\'s'),
        ("&quot;so&quot;", "&quot;so&quot;"),
    ],
)
def test_signs_are_set_as_a_typesetter_would(text: str, printed: str) -> None:
    assert typed(text).html == f"<p>{printed}</p>"


@pytest.mark.parametrize(
    "text",
    [
        '`"it\'s" -- ...`',
        '```\n"it\'s" -- ...\n```',
        '    "it\'s" -- ...',
        '<kbd title="it\'s -- ...">x</kbd>',
        '<div>\n"it\'s" -- ...\n</div>',
        "<https://example.com/it's--...>",
        "[x](https://example.com/it's--... \"it's -- ...\")",
    ],
)
def test_code_attributes_and_raw_html_stay_as_they_are(text: str) -> None:
    assert not set(typed(text).html) & set("“”‘’–—…")


def test_a_quote_that_is_never_closed_ends_with_its_paragraph() -> None:
    read = typed('"Open\n\n"Closed" and 19" more')
    assert read.html == "<p>“Open</p>\n<p>“Closed” and 19″ more</p>"


LONGER = [("…", "..."), ("—", "---"), ("–", "--")]


@given(st.text(alphabet="ab \"'.-19", max_size=40))
def test_only_quotes_dashes_and_dots_ever_change(text: str) -> None:
    printed = Typesetter("en").set(text)
    for sign, typed_as in [*zip("‘’′“”″", "'''\"\"\"", strict=True), *LONGER]:
        printed = printed.replace(sign, typed_as)
    assert printed == text
