"""A template is shut in: it sees the names that it is given, changes nothing, and keeps nothing."""

from collections.abc import Mapping
from datetime import UTC, datetime

import pytest

from carblog.make.page import Renderer
from carblog.model.output import PageOutput
from carblog.model.problem import Place, Problem
from carblog.model.theme import Template, Theme
from carblog.model.view import ArticlePage, Head, Text
from tests.support.small_site import SETTINGS

PAGE = ArticlePage(
    kind="article",
    url="/news/suv/",
    title="Suv",
    head=Head(title="Suv", url="/news/suv/"),
    date=datetime(2026, 11, 20, 9, tzinfo=UTC),
    text=Text(),
    params={"colours": ["red"], "items": "of a group", "class": "suv"},
)

MACROS = "{% macro shown() %}{{ caller() }}{% endmacro %}{% set kept = namespace(n=0) %}"


def made(source: str, macros: str = MACROS) -> bytes | Problem:
    sources: Mapping[str, str] = {"page.html": source, "macros.html": macros}
    templates = {
        name: Template(name=name, path=f"templates/{name}", source=text)
        for name, text in sources.items()
    }
    theme = Theme(name="bare", templates=templates, roles={}, strings={}, assets={})
    output = PageOutput(
        path="news/suv/index.html",
        source="content/news/suv.md",
        parts={},
        key="",
        template="page.html",
        names={"page": PAGE},
    )
    return Renderer(theme, SETTINGS).page(output, {})


@pytest.mark.parametrize(
    "source",
    [
        "{{ page.__class__ }}",
        "{{ page.__struct_fields__ }}",
        "{{ page['__class__'] }}",
        "{{ page|attr('__class__') }}",
        "{{ page.head.__class__.__mro__ }}",
        "{{ [page]|map(attribute='__class__')|list }}{{ [page]|map(attribute='__class__')|first }}",
        "{{ ''.__class__.__base__.__subclasses__() }}",
        "{{ '{0.__class__}'.format(page) }}",
        "{{ '{0.__class__}'|format(page) }}{{ ('{0.__class__}'|e).format(page) }}",
        "{{ '{x.__class__}'.format_map({'x': page}) }}",
        "{{ url.__self__ }}",
        "{{ url.__func__.__globals__ }}",
        "{{ prose.__self__._theme }}",
        "{{ self.__init__.__globals__ }}",
        "{{ cycler.__init__.__globals__ }}",
        "{% import 'macros.html' as m %}{{ m.__class__ }}",
        "{% import 'macros.html' as m %}{{ m._body_stream }}",
        "{% import 'macros.html' as m %}{{ m.shown._func }}",
        "{% import 'macros.html' as m %}{{ m.shown._environment.loader }}",
        "{% for it in [1] %}{{ loop.__class__ }}{% endfor %}",
        "{% for it in [1] %}{{ loop._iterator }}{% endfor %}",
        "{% set url = page.__class__ %}{{ url() }}",
        "{% macro row() %}{% endmacro %}{{ row.__call__.__globals__ }}",
    ],
)
def test_there_is_no_way_out_of_a_template(source: str) -> None:
    problem = made(f"<p>\n{source}")
    assert isinstance(problem, Problem), problem
    assert (problem.code, problem.place) == ("template", Place("templates/page.html", 2))


@pytest.mark.parametrize(
    "source",
    [
        "{{ page.params.update({'a': 1}) }}",
        "{{ page.params.colours.append('blue') }}",
        "{{ page.params.pop('colours') }}",
        "{% set page.title = 'Other' %}",
        "{% set page.params.colours = 1 %}",
    ],
)
def test_nothing_that_others_see_can_be_changed(source: str) -> None:
    assert isinstance(made(source), Problem)
    assert made("{{ page.title }} {{ page.params.colours|join }}") == b"Suv red"


@pytest.mark.parametrize("name", ["date", "url", "iso", "t", "number"])
@pytest.mark.parametrize("what", ["cache_info().hits", "cache_clear()", "cache_parameters()"])
def test_no_function_tells_what_it_was_asked_before(name: str, what: str) -> None:
    assert isinstance(made(f"{{{{ {name}.{what} }}}}"), Problem)


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("{{ page.params.colours[0] }}", b"red"),
        ("{{ page.params['items'] }}", b"of a group"),
        ("{{ page.params.items()|list|length }}", b"3"),
        ("{{ page.params.class }}", b"suv"),
        ("{{ [page]|map(attribute='title')|join }}", b"Suv"),
        ("{{ [page]|map(attribute='head.title')|join }}", b"Suv"),
        ("{% for it in 'ab' %}{{ loop.index }}{{ loop.last }}{% endfor %}", b"1False2True"),
        ("{% from 'macros.html' import shown %}{% call shown() %}x{% endcall %}", b"x"),
        ("{% import 'macros.html' as m %}{% call m.shown() %}x{% endcall %}", b"x"),
        ("{% import 'macros.html' as m %}{{ m.kept.n }}", b"0"),
        ("{% macro many() %}{{ varargs|join }}{{ kwargs.a }}{% endmacro %}{{ many(1, a=2) }}",
         b"12"),
        ("{% macro any() %}{{ kwargs|join }}{% endmacro %}{{ any(class=1, **{'for': 2}) }}",
         b"classfor"),
        ("{% macro two(a, b) %}{{ b }}{{ a }}{% endmacro %}{{ two(*[1, 2]) }}", b"21"),
        ("{% macro url(x) %}own {{ x }}{% endmacro %}{{ url('/a/') }}", b"own /a/"),
        ("{% set url = 'set' %}{{ url }}", b"set"),
        ("{% autoescape false %}{{ '<' }}{% endautoescape %}{{ '<' }}", b"<&lt;"),
        ("{% set made %}<b>{{ '<' }}</b>{% endset %}{{ made }}", b"<b>&lt;</b>"),
        ("{% filter upper %}<b>{{ '<' }}{% endfilter %}", b"<B>&LT;"),
        ("""{{ "\\"&'<>" }}""", b"&#34;&amp;&#39;&lt;&gt;"),
    ],
)  # fmt: skip
def test_what_templates_usually_do_is_done(source: str, shown: bytes) -> None:
    assert made(source) == shown


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("{{ page.titel() }}", 'no "titel"'),
        ("{{ page.title() }}", "is no function"),
        ("{% macro one(a) %}{% endmacro %}{{ one(1, 2) }}", "more values than the 1 it takes"),
    ],
)
def test_a_call_that_cannot_be_made_is_told(source: str, said: str) -> None:
    problem = made(source)
    assert isinstance(problem, Problem)
    assert said in problem.message


@pytest.mark.parametrize(
    "source",
    [
        "{{ page.date.now() }}",
        "{{ page.date.date().today() }}",
        "{{ page.date.astimezone() }}",
        "{{ page.date.fromtimestamp(0) }}",
        "{{ date(page.date.replace(tzinfo=none)) }}",
        "{{ (page.date|attr('now'))() }}{{ page.date['now']() }}",
    ],
)
def test_a_time_does_not_tell_what_time_it_is_or_where(source: str) -> None:
    assert isinstance(made(source), Problem)


@pytest.mark.parametrize(
    "source",
    [
        "{{ page.date.strftime('%s') }}",
        "{{ page.date.strftime(format='%%%-10s') }}",
        "{{ page.date['strftime']('%Es') }}",
        "{{ (page.date|attr('strftime'))('%s') }}",
        "{{ page.date.date().strftime('%s') }}",
        "{{ page.date.time().strftime('%s') }}",
        "{{ ([page.date]|map(attribute='strftime')|first)('%s') }}",
        "{{ '{:%s}'.format(page.date) }}",
    ],
)
def test_seconds_that_follow_from_the_machines_time_zone_are_refused(source: str) -> None:
    problem = made(source)
    assert isinstance(problem, Problem)
    assert problem.message.startswith("%s of a time depends on the machine")


def test_seconds_since_1970_and_a_percent_sign_can_be_written() -> None:
    assert made("{{ page.date.timestamp()|int }}") == b"1795165200"
    assert made("{{ page.date.strftime('%%s') }} {{ '{:%Y}'.format(page.date) }}") == b"%s 2026"


def test_a_time_tells_its_parts() -> None:
    assert made("{{ page.date.year }} {{ page.date.strftime('%d %m') }}") == b"2026 20 11"
    assert made("{{ page.date.strftime(format='%d') }}") == b"20"


@pytest.mark.parametrize(
    "source",
    [
        "{{ [url]|join }}",
        "{{ 'ab'|join(url) }}",
        "{{ '%s'|format(url) }}",
        "{{ '%s' % url }}",
        "{{ '%s' % [page.title.upper] }}",
        "{{ '{}'.format(url) }}",
        "{{ '{0.title.upper}'.format(page) }}",
        "{{ '{x!r}'.format_map({'x': url}) }}",
        "{{ ('{}'|safe).format(url) }}",
        "{{ url|safe }}",
        "{{ 'a'|replace('a', url) }}",
        "{{ {'a': url}|urlencode }}",
        "{{ {'a': url}|xmlattr }}",
    ],
)
def test_nothing_is_written_as_its_address_in_memory(source: str) -> None:
    problem = made(source)
    assert isinstance(problem, Problem), problem
    assert problem.hint == "call it, with ( )"


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("{{ '{:>4}|{a}'.format(3, a='<') }}", b"   3|&lt;"),
        ("{{ '{0.title} {0.head.url!r}'.format(page) }}", b"Suv &#39;/news/suv/&#39;"),
        ("{{ ('<b>{}</b>'|safe).format('<') }}", b"<b>&lt;</b>"),
        ("{{ '{a}'.format_map({'a': 1}) }}", b"1"),
        ("{{ '%.1f %s' % (2, 'x') }} {{ '%s'|format(1) }} {{ 7 % 4 }}", b"2.0 x 1 3"),
        ("{{ {'a': 'b c'}|urlencode }} {{ 'b c'|urlencode }}", b"a=b+c b%20c"),
        ("<p{{ {'class': 'a', 'id': none}|xmlattr }}>", b'<p class="a">'),
        ("{{ [page]|join(', ', attribute='title') }}", b"Suv"),
        ("{{ [1, '<', none, '<br>'|safe]|join('&') }}", b"1&amp;&lt;&amp;&amp;<br>"),
    ],
)
def test_what_is_put_together_is_written_as_ever(source: str, shown: bytes) -> None:
    assert made(source) == shown


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("{{ url('/', a=1, a=2) }}", "keyword argument repeated"),
        ("{{ page" + ".title" * 99 + " }}", "too many nested"),
        ("{% call url(caller=1) %}x{% endcall %}", "keyword argument repeated"),
    ],
)
def test_what_python_cannot_compile_is_a_mistake_in_the_template(source: str, said: str) -> None:
    problem = made("<p>\n{{ page.title }}\n" + source)
    assert isinstance(problem, Problem)
    assert problem.place == Place("templates/page.html", 3)
    assert said in problem.message
