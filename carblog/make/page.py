"""A page: a template, the names that it reads, and its texts, become HTML."""

from collections.abc import Mapping
from functools import partial
from types import TracebackType

from jinja2 import FunctionLoader, TemplateError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup, escape

from carblog.make.functions import Functions
from carblog.make.missing import Missing
from carblog.model.content import Body
from carblog.model.output import PageOutput
from carblog.model.problem import Place, Problem
from carblog.model.settings import Settings
from carblog.model.theme import FUNCTIONS, Theme
from carblog.model.view import LinkEmbed, SiteView, Text

MAKING = "1"
"""Changes when the same page would become other bytes."""

_FAULTS = (
    *(TemplateError, ArithmeticError, LookupError, TypeError, ValueError),
    *(AttributeError, RecursionError),
)
"""What a template can raise by what it does with the values it sees."""


class Renderer:
    """Makes pages with one theme for one site; compiles every template once."""

    def __init__(self, theme: Theme, settings: Settings) -> None:
        self._theme = theme
        self._functions = Functions(theme, settings)
        self._paths = {template.path for template in theme.templates.values()}
        self._environment = _environment(theme, self._functions)

    def page(self, output: PageOutput, bodies: Mapping[str, Body]) -> bytes | Problem:
        """The page's HTML in UTF-8, or what is wrong with its template, with its place."""
        prose = partial(self._prose, bodies, output.names.get("site"))
        try:
            template = self._environment.get_template(output.template)
            html = template.render(**output.names, prose=prose)
        except _FAULTS as error:
            return self._problem(error, output)
        return html.encode()

    def _prose(self, bodies: Mapping[str, Body], site: SiteView | None, text: Text) -> Markup:
        """A text with its references filled in: addresses, and embeds by the theme's partials."""
        if not text.body:
            return Markup()
        # Reading made these parts and escaped what had to be.
        return Markup("").join(
            Markup(part) if isinstance(part, str) else self._embed(text.embeds[part], site)  # noqa: S704
            for part in bodies[text.body].parts
        )

    def _embed(self, embed: object, site: SiteView | None) -> Markup:
        if isinstance(embed, LinkEmbed):
            return escape(self._functions.url(embed.url))
        tag = embed.__struct_config__.tag  # type: ignore[attr-defined]
        template = self._environment.get_template(f"embeds/{tag}.html")
        return Markup(template.render(embed=embed, site=site))  # noqa: S704 - autoescaped

    def _problem(self, error: Exception, output: PageOutput) -> Problem:
        template = self._theme.templates[output.template]
        found = _lines(error.__traceback__, self._paths)
        # How deep a recursion gets depends on who called; where it began does not.
        at = 0 if isinstance(error, RecursionError) else -1
        path, line = found[at] if found else (template.path, 0)
        return Problem(Place(path, line), "template", _said(error), _while_making(output))


def _environment(theme: Theme, functions: Functions) -> ImmutableSandboxedEnvironment:
    def load(name: str) -> tuple[str, str, None] | None:
        template = theme.templates.get(name)
        return (template.source, template.path, None) if template else None

    environment = ImmutableSandboxedEnvironment(
        autoescape=True,
        undefined=Missing,
        loader=FunctionLoader(load),
        trim_blocks=True,
        lstrip_blocks=True,
        cache_size=-1,
        auto_reload=False,
    )
    # These would make two builds of one site differ.
    del environment.globals["lipsum"], environment.filters["random"]
    given = {name: getattr(functions, name) for name in FUNCTIONS - {"prose"}}
    environment.globals.update(given)
    environment.filters["jsonld"] = Markup
    return environment


def _while_making(output: PageOutput) -> str:
    return f"while making /{output.path.removesuffix('index.html')}"


def _said(error: Exception) -> str:
    """What went wrong, in words of templates."""
    text = str(error) or type(error).__name__
    if isinstance(error, RecursionError):
        return "templates include or extend one another without end"
    if "NoneType" in text:
        return "a function or filter is given nothing; ask before with {% if … %}"
    return text


def _lines(trace: TracebackType | None, paths: set[str]) -> list[tuple[str, int]]:
    """The lines of templates in a traceback, the innermost last; Jinja gives frames their lines."""
    found = []
    while trace is not None:
        if trace.tb_frame.f_code.co_filename in paths:
            found.append((trace.tb_frame.f_code.co_filename, trace.tb_lineno))
        trace = trace.tb_next
    return found
