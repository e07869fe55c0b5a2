"""Tables: a screen reader hears what they are, and a small screen can scroll them."""

from typing import Any, cast

from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown
from markdown.extensions.tables import TableProcessor

from carblog.read.prose.tables import Rows
from tests.read.prose.typed import typed

TABLE = "| {} | Power |\n|:----|-----:|\n| a | 1 |\n\n"


def test_a_table_scrolls_in_a_region_named_by_its_heading() -> None:
    html = typed('## The "figures"\n\n' + TABLE.format("Trim")).html
    region = (
        '<div aria-label="The “figures”" class="table-scroll" role="region" tabindex="0"><table>'
    )
    assert region in html


def test_a_table_without_a_heading_is_named_by_its_columns_and_no_two_alike() -> None:
    html = typed(TABLE.format("Trim") * 2).html
    assert html.count('aria-label="Trim, Power"') == 1
    assert html.count('aria-label="Trim, Power (2)"') == 1


def test_alignment_is_a_class_and_heads_say_what_they_head() -> None:
    html = typed(TABLE.format("Trim")).html
    assert '<th class="align-left" scope="col">Trim</th>' in html
    assert '<td class="align-right">1</td>' in html
    assert "style=" not in html


def test_an_empty_corner_heads_nothing() -> None:
    html = typed(TABLE.format("")).html
    assert '<td class="align-left"></td>\n<th class="align-right" scope="col">' in html


def test_cells_hold_links_pictures_and_bars() -> None:
    read = typed("| a | b |\n|---|---|\n| [x](y.md) | ![z](z.jpg) |\n| `|` | \\| |")
    assert '<a href="{0}">x</a>' in read.html
    assert "<td>{1}</td>" in read.html
    assert read.prose.references[1].inline
    assert "<td><code>|</code></td>\n<td>|</td>" in read.html


def test_indented_code_scrolls_too() -> None:
    assert typed("    a < b").html == '<pre tabindex="0"><code>a &lt; b\n</code></pre>'


def test_terms_may_follow_one_another_without_a_blank_line() -> None:
    html = typed("Kerb weight\n: With fuel.\nRange\n: By the WLTP.\n: By us.").html
    assert html == (
        "<dl>\n<dt>Kerb weight</dt>\n<dd>With fuel.</dd>\n"
        "<dt>Range</dt>\n<dd>By the WLTP.</dd>\n<dd>By us.</dd>\n</dl>"
    )


def test_abbreviations_explain_themselves() -> None:
    html = typed('The WLTP.\n\n*[WLTP]: The "procedure" [x]').html
    assert html == '<p>The <abbr title="The &quot;procedure&quot; [x]">WLTP</abbr>.</p>'


@given(st.text("|`\\ -:ab"), st.sampled_from([0, 1, 2, 3]))
def test_a_row_is_cut_where_python_markdown_cuts_it(row: str, border: int) -> None:
    parser, config = Markdown().parser, {"use_align_attribute": False}
    ours, theirs = Rows(parser, config), cast(Any, TableProcessor(parser, config))
    for each in (ours, theirs):
        each.border = border
    assert ours._split_row(row) == theirs._split_row(row)
