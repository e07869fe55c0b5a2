"""Fenced code: what stands in it is shown as it was typed, and does nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.read.prose.typed import typed


def test_code_is_a_region_that_a_keyboard_can_scroll() -> None:
    assert typed("```python\nx < y\n```").html == (
        '<pre tabindex="0"><code class="language-python">x &lt; y\n</code></pre>'
    )


@pytest.mark.parametrize(
    ("opening", "language"),
    [
        ("```", ""),
        ("``` c++", "c++"),
        ("```{.yaml #id onclick=x}", "yaml"),
        ('```js title="a.js" {1,3}', "js"),
        ('```" onload="alert(1)', ""),
        ('```js"><img src=x onerror=alert(1)>', "js"),
        ("``` <script>", ""),
        ("```'><svg/onload=alert(1)>", ""),
    ],
)
def test_only_the_language_of_the_opening_line_is_published(opening: str, language: str) -> None:
    kind = f' class="language-{language}"' if language else ""
    html = f'<pre tabindex="0"><code{kind}>x\n</code></pre>'
    assert typed(f"{opening}\nx\n```").html == html


@given(
    st.lists(st.text(alphabet="ab <&>\"'[]()!*_#{}\\-\t|:", max_size=12), min_size=1, max_size=5)
)
def test_code_stays_exactly_as_it_was_typed(lines: list[str]) -> None:
    code = "\n".join(["first", *lines, "last"])
    html = typed(f"Text.\n```\n{code}\n```\n[Text].").html
    shown = html.partition("<code>")[2].partition("</code>")[0]
    for sign, entity in ((">", "&gt;"), ("<", "&lt;"), ("&", "&amp;")):
        shown = shown.replace(entity, sign)
    assert shown == code + "\n"


def test_code_in_a_list_item_belongs_to_it() -> None:
    html = typed("1. one\n\n    ```\n    a\n      b\n    ```\n\n2. two").html
    assert html.count("<ol>") == 1
    assert "<code>a\n  b\n</code>" in html
    assert html.index("<pre") < html.index("two")


def test_tabs_indent_code_as_spaces_do() -> None:
    assert "<code>a\n</code></pre>\n</li>" in typed("- one\n\n\t```\n\ta\n\t```").html


def test_code_that_ends_a_footnote_belongs_to_it() -> None:
    html = typed("x[^1]\n\n[^1]: Note.\n\n    ```\n    a\n    ```\n\nAfter.").html
    note = html.partition('<li id="fn:1">')[2]
    assert note.index("<code>a\n</code></pre>") < note.index("doc-backlink")
    assert "<p><pre" not in html


def test_text_right_above_and_below_code_is_not_part_of_it() -> None:
    html = typed("above\n```\na\n```\nbelow").html
    assert html == '<p>above</p>\n<pre tabindex="0"><code>a\n</code></pre>\n<p>below</p>'


def test_a_longer_fence_can_show_a_fence() -> None:
    assert "<code>```\na\n```\n</code>" in typed("````\n```\na\n```\n````").html


def test_code_that_is_never_closed_goes_on_to_the_end_and_is_told() -> None:
    read = typed("One.\n\n  ~~~\n<b>\n\n[x](y)")
    assert read.html.endswith("<code>&lt;b&gt;\n\n[x](y)\n</code></pre>")
    assert read.told == [
        "3:3 ?fence-unclosed: this code is never closed, so it goes on to the end of the text"
    ]


def test_a_fence_indented_as_code_shows_the_fence() -> None:
    assert "<code>```\na\n```\n</code>" in typed("Text.\n\n    ```\n    a\n    ```").html


def test_code_in_a_line_is_no_fence() -> None:
    assert typed("```a``` b").html == "<p><code>a</code> b</p>"
