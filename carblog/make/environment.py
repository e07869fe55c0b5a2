"""Jinja as themes meet it: strict, closed, and with no memory of the pages made before."""

from collections.abc import Callable, Iterator
from datetime import date
from functools import wraps
from types import FunctionType, MethodType
from typing import Any

from jinja2 import FunctionLoader, Template, TemplateRuntimeError, Undefined, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.environment import TemplateModule
from jinja2.runtime import Context, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from carblog.make.functions import Functions
from carblog.make.missing import Missing
from carblog.model.theme import FUNCTIONS, Theme
from carblog.model.view import Text

_SHOWN = (str, int, float, date, Undefined)
"""What has one way to be written, on every machine and in every run; `Missing` says its own."""

_KEPT_BACK: tuple[tuple[tuple[type, ...], str], ...] = (
    ((Iterator,), "this is a list that is still to be made: add |list or |join"),
    ((list, tuple, set, frozenset), "this is a list: take its entries with {% for … %} or |join"),
    ((FunctionType, MethodType, Macro, type), "this is a function: call it, with ( )"),
    ((dict,), "this is a group: choose one of its entries"),
)


_OF_TEXT = (
    *("capitalize", "center", "e", "escape", "forceescape", "indent", "lower", "pprint"),
    *("replace", "string", "striptags", "title", "trim", "truncate", "upper", "urlize"),
    *("wordcount", "wordwrap"),
)
"""Filters that write whatever they are given as text."""


class PageCode(CodeGenerator):
    """Whatever becomes text passes `finalize`: constants and the parts of `~` too."""

    def _output_child_to_const(self, node: nodes.Expr, frame: Frame, finalize: Any) -> str:
        if not isinstance(node, nodes.TemplateData):
            # Jinja would escape it first, and so turn it into text unseen.
            raise nodes.Impossible
        return super()._output_child_to_const(node, frame, finalize)

    def visit_Concat(self, node: nodes.Concat, frame: Frame) -> None:  # noqa: N802 - Jinja's name
        """`a ~ b`, with text that is marked as safe left as it is."""
        self.write("markup_join((")
        for part in node.nodes:
            self.write("environment.finalize(")
            self.visit(part, frame)
            self.write("), ")
        self.write("))")


class PageTemplate(Template):
    """A template whose module, which `{% import %}` gives, lives no longer than a page.

    Jinja keeps it, and with it every `namespace` and `cycler` at its top: a page would then depend
    on those that were made before it. A module anew costs 80 µs.
    """

    environment: "PageEnvironment"

    def _get_default_module(self, ctx: Context | None = None) -> TemplateModule:
        modules = self.environment.modules
        if self.name not in modules:
            self._module = None
            modules[self.name] = super()._get_default_module(ctx)
        return modules[self.name]


class PageEnvironment(ImmutableSandboxedEnvironment):
    """Where the templates of one theme are compiled, each once, for one page after another."""

    code_generator_class = PageCode
    template_class = PageTemplate

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.modules: dict[str | None, TemplateModule] = {}
        """What the page has imported so far, by name."""

    def begin_page(self) -> None:
        """Forget what the page before left behind."""
        self.modules = {}


def environment_of(
    theme: Theme, functions: Functions, prose: Callable[[Text], Markup]
) -> PageEnvironment:
    """The environment of a theme. `prose` is the function of that name; it knows the page."""

    def load(name: str) -> tuple[str, str, None] | None:
        template = theme.templates.get(name)
        return (template.source, template.path, None) if template else None

    environment = PageEnvironment(
        autoescape=True,
        undefined=Missing,
        finalize=_shown,
        optimized=False,
        loader=FunctionLoader(load),
        trim_blocks=True,
        lstrip_blocks=True,
        cache_size=-1,
        auto_reload=False,
    )
    # These would make two builds of one site differ.
    del environment.globals["lipsum"], environment.filters["random"]
    given = {name: getattr(functions, name) for name in FUNCTIONS - {"prose"}}
    environment.globals.update(given, prose=prose)
    for name in _OF_TEXT:
        environment.filters[name] = _of_text(environment.filters[name])
    environment.filters["jsonld"] = Markup
    return environment


def _of_text(filter_: Callable[..., Any]) -> Callable[..., Any]:
    """The filter, given only what `{{ … }}` may write."""
    # Before the value Jinja puts a context or environment where a filter asks for it.
    at = 1 if hasattr(filter_, "jinja_pass_arg") else 0

    @wraps(filter_)
    def checked(*args: Any, **options: Any) -> Any:
        return filter_(*args[:at], _shown(args[at]), *args[at + 1 :], **options)

    return checked


def _shown(value: object) -> object:
    """What `{{ … }}` may write: nothing whose text is its address in memory."""
    if isinstance(value, _SHOWN):
        return value
    if value is None:
        return ""
    for kinds, message in _KEPT_BACK:
        if isinstance(value, kinds):
            raise TemplateRuntimeError(message)
    message = f"a {type(value).__name__} cannot be written as it is: choose one of its fields"
    raise TemplateRuntimeError(message)
