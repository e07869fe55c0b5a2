"""What a theme author is told of a mistake in a template: plain words, and what to do."""

import re
from datetime import UTC, datetime

import msgspec
import pytest

from carblog.make.called import called
from carblog.make.page import Renderer
from carblog.model import view
from carblog.model.problem import Problem
from carblog.model.view import ArticlePage, Head, Link, Text
from tests.make.test_page import SITE, output, renderer

PAGE = ArticlePage(
    kind="article",
    url="/news/",
    title="One",
    head=Head(title="One", url="/news/"),
    text=Text(),
    tags=(Link(title="Hatch"),),
)
VIEWS = [
    kind
    for kind in vars(view).values()
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct)
]
ASK = "ask before with {% if … %}"
WHERE = ", while making /news/"


def told(source: str) -> tuple[str, str]:
    """The message without its page, and the hint."""
    pages: Renderer = renderer(page=source, row="{% macro row(a) %}{{ a }}{% endmacro %}")
    names = {"page": PAGE, "site": SITE, "now": datetime(2026, 1, 5, tzinfo=UTC)}
    problem = pages.page(output(names), {})
    assert isinstance(problem, Problem), problem
    assert problem.message.endswith(WHERE)
    return problem.message.removesuffix(WHERE), problem.hint


@pytest.mark.parametrize("kind", VIEWS, ids=lambda kind: kind.__name__)
def test_no_view_is_called_by_the_name_of_its_class(kind: type) -> None:
    words = called(kind.__name__)
    assert re.fullmatch("(an? |the )[a-z0-9 ]+", words), words
    assert len(VIEWS) > 40


@pytest.mark.parametrize(
    ("source", "message", "hint"),
    [
        ("{{ page.titel }}", 'an article page has no "titel"', 'did you mean "title"?'),
        ("{{ site.titel }}", 'the site has no "titel"', 'did you mean "title"?'),
        ("{{ page.tags[0].count }}", 'a link has no "count"', "it has title, url"),
        ("{{ page.title.size }}", 'a text has no "size"', ""),
        ("{{ page.tags[1] }}", "a list of one entry has no [1]", "they are counted from 0"),
        ("{{ page.lead.alt }}", 'there is nothing here that could have "alt"', ASK),
        ("{{ page.title|uper }}", 'there is no filter "uper"', 'did you mean "upper"?'),
        ('{{ page.tags|map("uper")|list }}', 'there is no filter "uper"', 'did you mean "upper"?'),
        ("{{ 1 if page is strin }}", 'there is no test "strin"', 'did you mean "string"?'),
        ('{% include "rwo.html" %}', 'there is no template "rwo.html"', 'did you mean "row.html"?'),
        ("{{ url() }}", "url() is called without target", ""),
        ("{{ url(page.url, base=1) }}", 'url() has no option "base"', ""),
        ("{{ page.title|upper(1) }}", "|upper is given more than it takes", ""),
        ('{{ page.title|replace("a") }}', "|replace is called without new", ""),
        ("{{ date(page.title) }}", "a text is given where a time is wanted", ""),
        ("{{ date(page.date) }}", "nothing is given here where a value is wanted", ASK),
        (
            '{{ date(now, "longest") }}',
            "date() has no such style",
            "it has long, medium, short, month, day, time",
        ),
        ("{{ number(page.title) }}", "this is not a number", ""),
        ("{{ page.title() }}", "a text is no function", "write it without ( )"),
        (
            '{{ "a" + 1 }}',
            "+ cannot be used between a text and a number",
            "texts and numbers are joined with ~",
        ),
        ("{{ now - page.title }}", "- cannot be used between a time and a text", ""),
        ("{{ page.title < 1 }}", "a text cannot be compared with a number", ""),
        ("{{ 1 / 0 }}", "this divides by zero", ASK),
        ("{% for a in page %}{% endfor %}", "an article page is given where a list is wanted", ""),
        (
            '{% from "row.html" import raw %}{{ raw() }}',
            'the template "row.html" has no macro "raw"',
            "",
        ),
        (
            '{% from "row.html" import row %}{{ row(1, 2) }}',
            'the macro "row" is called with more values than the 1 it takes',
            "",
        ),
        ("{{ cycler() }}", "cycle is given nothing to choose from", ""),
        ("{{ page.__class__ }}", 'templates cannot see "__class__"', ""),
        ('{{ "{name}".format() }}', 'there is no "name"', ""),
        ('{{ 5 in "5" }}', "this is given a value of a kind that it does not take", ""),
    ],
)
def test_a_mistake_is_told_in_the_words_of_templates(source: str, message: str, hint: str) -> None:
    assert told(source) == (message, hint)
