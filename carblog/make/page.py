"""A page: a template, the names that it reads, and its texts, become HTML."""

from collections.abc import Mapping
from types import TracebackType
from typing import Any

from jinja2 import TemplateError
from markupsafe import Markup, escape

from carblog.make.code import Code
from carblog.make.environment import environment_of
from carblog.make.faults import plain
from carblog.make.functions import Functions
from carblog.make.nodes import Nodes
from carblog.make.structured import structured
from carblog.model.content import Body
from carblog.model.output import PageOutput
from carblog.model.picture import Look
from carblog.model.problem import Place, Problem
from carblog.model.settings import Settings
from carblog.model.theme import Theme
from carblog.model.view import Embed, LinkEmbed, SiteView, Text

_FAULTS = (
    *(TemplateError, ArithmeticError, LookupError, TypeError, ValueError),
    *(AttributeError, RuntimeError, MemoryError),
)
"""What a template can raise by what it does with the values it sees."""


NO_LOOKS: Mapping[str, Look] = {}
NO_CODE: Mapping[str, bytes] = {}


class Renderer:
    """Makes pages with one theme for one site; compiles every template once."""

    def __init__(
        self, theme: Theme, settings: Settings, code: Mapping[str, bytes] = NO_CODE
    ) -> None:
        """`code` is what another process of this build has compiled already."""
        self._theme = theme
        self._functions = Functions(theme, settings)
        self._nodes = Nodes(theme, settings)
        self._paths = {template.path for template in theme.templates.values()}
        self._code = Code(code)
        self._environment = environment_of(theme, self._functions, self._prose, self._code)
        self._bodies: Mapping[str, Body] = {}
        self._site: SiteView | None = None

    @property
    def code(self) -> Mapping[str, bytes]:
        """What is compiled so far, for another process."""
        return self._code.templates

    def page(
        self, output: PageOutput, bodies: Mapping[str, Body], looks: Mapping[str, Look] = NO_LOOKS
    ) -> bytes | Problem:
        """The page's HTML in UTF-8, or what is wrong with its template, with its place.

        `bodies` by digest, `looks` by the key of their wish; where a look is missing nothing stands
        in for the photo. The page depends on nothing that was made before it.
        """
        self._bodies, self._site = bodies, output.names.get("site")
        self._functions.looks = looks
        self._environment.begin_page()
        try:
            template = self._environment.get_template(output.template)
            return template.render(self._names(output)).encode()
        except _FAULTS as error:
            return self._problem(error, output)

    def _names(self, output: PageOutput) -> Mapping[str, Any]:
        """What the template sees, with structured data where it shows them."""
        if not self._theme.templates[output.template].structured:
            return output.names
        page = structured(output.names["page"], output.mentions, self._nodes)
        return {**output.names, "page": page}

    def _prose(self, text: Text) -> Markup:
        """A text with its references filled in: addresses, and embeds by the theme's partials."""
        if not text.body:
            return Markup()
        # Reading made these parts and escaped what had to be.
        parts = self._bodies[text.body].parts
        shown = (p if isinstance(p, str) else self._embed(text.embeds[p]) for p in parts)
        return Markup("".join(shown))  # noqa: S704

    def _embed(self, embed: Embed) -> Markup:
        if isinstance(embed, LinkEmbed):
            return escape(self._functions.url(embed.url))
        tag = embed.__struct_config__.tag
        template = self._environment.get_template(f"embeds/{tag}.html")
        return Markup(template.render(embed=embed, site=self._site))  # noqa: S704 - autoescaped

    def _problem(self, error: Exception, output: PageOutput) -> Problem:
        template = self._theme.templates[output.template]
        found = _lines(error.__traceback__, self._paths)
        # How deep a recursion gets depends on who called; where it began does not.
        at = 0 if isinstance(error, RecursionError) else -1
        path, line = found[at] if found else (template.path, 0)
        environment = self._environment
        known = {"filter": environment.filters, "test": environment.tests}
        said = plain(error, {**known, "template": self._theme.templates})
        message = f"{said.message}, while making /{output.path.removesuffix('index.html')}"
        return Problem(Place(path, line), "template", message, said.hint)


def _lines(trace: TracebackType | None, paths: set[str]) -> list[tuple[str, int]]:
    """The lines of templates in a traceback, the innermost last; Jinja gives frames their lines."""
    found = []
    while trace is not None:
        if trace.tb_frame.f_code.co_filename in paths:
            found.append((trace.tb_frame.f_code.co_filename, trace.tb_lineno))
        trace = trace.tb_next
    return found
