"""Pages as templates make them: the same whatever was made before, and never an address in memory.

`page` is a plain list page here; a template is what its file holds.
"""

from collections.abc import Mapping

import pytest

from carblog.make.page import Renderer
from carblog.model.content import Body
from carblog.model.digest import digest
from carblog.model.output import PageOutput
from carblog.model.problem import Place, Problem
from carblog.model.theme import Template, Theme
from carblog.model.view import FigureEmbed, Link, SiteView, Text
from tests.support.small_site import SETTINGS, body, photo, text

SITE = SiteView(title="Kerbweight", base_url="https://example.org/", language="en")


def renderer(**templates: str) -> Renderer:
    """`page="…"` is the template `page.html`, `embeds__figure` is `embeds/figure.html`."""
    names = {name.replace("__", "/") + ".html": source for name, source in templates.items()}
    made = {
        name: Template(name=name, path=f"templates/{name}", source=source)
        for name, source in names.items()
    }
    theme = Theme(name="bare", templates=made, roles={}, strings={}, assets={})
    return Renderer(theme, SETTINGS)


def output(names: Mapping[str, object] = {}) -> PageOutput:
    return PageOutput(
        path="news/index.html",
        source="content/news/suv.md",
        parts={},
        key="",
        template="page.html",
        names=names,
    )


def made(
    bodies: Mapping[str, Body] | None = None, *, names: Mapping[str, object], **of: str
) -> str:
    page = renderer(**of).page(output(names), bodies or {})
    assert isinstance(page, bytes), page
    return page.decode()


def refused(source: str, **names: object) -> Problem:
    page = renderer(page=source).page(output(names), {})
    assert isinstance(page, Problem), page
    return page


@pytest.mark.parametrize(
    "macros",
    [
        "{% set ns = namespace(n=0) %}{% macro next() %}{% set ns.n = ns.n + 1 %}{{ ns.n }},",
        '{% set turn = cycler("1,", "2,", "3,") %}{% macro next() %}{{ turn.next() }}',
        '{% set comma = joiner("2,") %}{% macro next() %}{{ comma() or "1," }}',
    ],
    ids=["namespace", "cycler", "joiner"],
)
@pytest.mark.parametrize(
    "page",
    [
        '{% import "macros.html" as m %}{{ m.next() }}{{ m.next() }}',
        '{% from "macros.html" import next %}{{ next() }}{{ next() }}',
    ],
    ids=["import", "from"],
)
def test_a_page_is_the_same_whatever_was_made_before_it(macros: str, page: str) -> None:
    pages = renderer(page=page, macros=macros + "{% endmacro %}")
    assert [pages.page(output(), {}) for _ in range(3)] == [b"1,2,"] * 3


def test_a_page_and_its_embeds_count_on_together() -> None:
    macros = (
        "{% set ns = namespace(n=0) %}"
        "{% macro id() %}{% set ns.n = ns.n + 1 %}id-{{ ns.n }}{% endmacro %}"
    )
    imports = '{% import "macros.html" as m %}'
    of = body("<p>See ", 0, " and ", 0, "</p>")
    page = made(
        {digest(of): of},
        names={"page": text(of, FigureEmbed(photo=photo("bonnet")))},
        page=imports + "{{ m.id() }}{{ prose(page) }}",
        macros=macros,
        embeds__figure=imports + "<i id={{ m.id() }}>",
    )
    assert page == "id-1<p>See <i id=id-2> and <i id=id-3></p>"


def test_a_macro_of_another_file_can_show_a_text() -> None:
    of = body("<p>It weighs ", 0, "</p>")
    page = made(
        {digest(of): of},
        names={"page": text(of, FigureEmbed(photo=photo("scales"))), "site": SITE},
        page='{% import "macros.html" as m %}{{ m.shown(page) }}',
        macros="{% macro shown(words) %}<div>{{ prose(words) }}</div>{% endmacro %}",
        embeds__figure="{{ site.title }}: {{ embed.photo.alt }}",
    )
    assert page == "<div><p>It weighs Kerbweight: The scales</p></div>"


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ('{{ page|map(attribute="title") }}', "add |list or |join"),
        ("{{ page }}", "|join"),
        ("{{ url }}", "call it"),
        ("{{ prose }}", "call it"),
        ("{% macro row() %}{% endmacro %}{{ row }}", "call it"),
        ("{{ namespace }}", "call it"),
        ('{{ cycler("a") }}', "a cycler"),
        ("{{ page[0] }}", "a link cannot be written as it is"),
        ("{{ {'a': 1} }}", "group"),
        ("{{ [1, 2]|batch(1) }}", "still to be made"),
        ('{{ "a" ~ url }}', "call it"),
        ('{{ page|map(attribute="title")|upper }}', "still to be made"),
        ("{{ url|string }}", "call it"),
        ('{{ prose|replace("a", "b") }}', "call it"),
        ("{{ [2, 1]|reverse }}", "add |list or |join"),
    ],
)
def test_what_has_no_text_of_its_own_is_refused_at_its_line(source: str, said: str) -> None:
    problem = refused(f"<p>\n{source}", page=(Link(title="A", url="/a/"),))
    assert problem.place == Place("templates/page.html", 2)
    assert said in f"{problem.message}: {problem.hint}"


def test_texts_and_numbers_are_written_as_they_are() -> None:
    source = (
        '{{ "<" }} {{ page|map("upper")|join("+") }} {{ 1 }} {{ 1.5 }} [{{ none }}] {{ "<" ~ 1 }}'
    )
    assert made(names={"page": ("a", "b")}, page=source) == "&lt; A+B 1 1.5 [] &lt;1"


def test_filters_of_text_work_as_ever() -> None:
    source = """{{ "a<b"|upper }} {{ "ab"|replace("b", "<") }} {{ 7|string }} {{ "x y"|title }}"""
    assert made(
        names={}, page=source + """ {{ "<"|e }} {{ "a b"|truncate(1, true, "", 0) }}"""
    ) == ("A&lt;B a&lt; 7 X Y &lt; a")


def test_what_is_not_there_is_still_told_by_its_name() -> None:
    assert "titel" in refused("{{ page.titel }}", page=Link(title="A", url="/a/")).message


@pytest.mark.parametrize(
    ("source", "said"),
    [
        (r"{{ '\ud800' }}", "U+D800"),
        ("{{ 'x' * 99999999999999 }}", "more than a computer can hold"),
        ("{{ 'x' * 10 ** 30 }}", "more than a computer can hold"),
    ],
)
def test_what_cannot_be_a_page_is_a_problem_and_no_crash(source: str, said: str) -> None:
    problem = refused(source)
    assert (problem.place.path, problem.code) == ("templates/page.html", "template")
    assert said in problem.message


def test_a_page_without_text_needs_no_body() -> None:
    assert made(names={"page": Text()}, page="[{{ prose(page) }}]") == "[]"
