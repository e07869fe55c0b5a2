"""Jinja as themes meet it: strict, closed, and with no memory of the pages made before."""

import re
from collections.abc import Callable, Iterator, MutableMapping
from datetime import date
from functools import cache, partial, wraps
from types import FunctionType, MethodType
from typing import Any

from jinja2 import Environment, FunctionLoader, Template, TemplateRuntimeError, Undefined
from jinja2.environment import TemplateModule
from jinja2.runtime import Context, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup, escape

from carblog.make.code import Code
from carblog.make.compiler import PageCode
from carblog.make.fields import FIELDS
from carblog.make.functions import Functions
from carblog.make.missing import Missing
from carblog.model.theme import FUNCTIONS, Theme
from carblog.model.view import Text

_SHOWN = (str, int, float, date, Undefined)
"""What has one way to be written, on every machine and in every run; `Missing` says its own."""

_SPECIAL = re.compile("[&<>'\"]").search
"""What HTML has words of its own for. Most texts hold none of it, which is soon asked."""

_FUNCTIONS = (FunctionType, MethodType, type(cache(str)), Macro, type)

_KEPT_BACK: tuple[tuple[tuple[type, ...], str], ...] = (
    ((Iterator,), "this is a list that is still to be made: add |list or |join"),
    ((list, tuple, set, frozenset), "this is a list: take its entries with {% for … %} or |join"),
    (_FUNCTIONS, "this is a function: call it, with ( )"),
    ((dict,), "this is a group: choose one of its entries"),
)


_OF_TEXT = (
    *("capitalize", "center", "e", "escape", "forceescape", "indent", "lower", "pprint"),
    *("replace", "string", "striptags", "title", "trim", "truncate", "upper", "urlize"),
    *("wordcount", "wordwrap"),
)
"""Filters that write whatever they are given as text."""


class PageTemplate(Template):
    """A template whose module, which `{% import %}` gives, lives no longer than a page.

    Jinja keeps it, and with it every `namespace` and `cycler` at its top: a page would then depend
    on those that were made before it. A module anew costs 80 µs, so one that is nothing but macros
    is kept: there is nothing in it that a page could change.
    """

    environment: "PageEnvironment"
    only_macros = False

    @classmethod
    def _from_namespace(
        cls,
        environment: Environment,
        namespace: MutableMapping[str, Any],
        globals: Any,  # noqa: A002
    ) -> "PageTemplate":
        namespace["FIELDS"] = FIELDS
        template = super()._from_namespace(environment, namespace, globals)
        assert isinstance(template, cls)  # noqa: S101 - Jinja says less than it does
        template.only_macros = namespace["only_macros"]
        return template

    def _get_default_module(self, ctx: Context | None = None) -> TemplateModule:
        if self.only_macros:
            return super()._get_default_module(ctx)
        modules = self.environment.modules
        if self.name not in modules:
            self._module = None
            modules[self.name] = super()._get_default_module(ctx)
        return modules[self.name]


class PageEnvironment(ImmutableSandboxedEnvironment):
    """Where the templates of one theme are compiled, each once, for one page after another.

    What nearly all templates do passes the sandbox by short ways, which lead to nothing that it
    would forbid: a field of a view, a macro, one of our functions. A page of the theme paddock does
    so 850 times, and the long ways (1.5 µs a field, 2.8 a call) took two fifths of its time.
    """

    code_generator_class = PageCode
    template_class = PageTemplate

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.modules: dict[str | None, TemplateModule] = {}
        """What the page has imported so far, by name."""
        self.own: dict[int, Callable[..., Any]] = {}
        """Our functions, by identity."""
        self.written = _written
        self._compiled: dict[Any, Template] = {}

    def begin_page(self) -> None:
        """Forget what the page before left behind."""
        self.modules = {}

    def get_template(
        self,
        name: Any,
        parent: str | None = None,
        globals: MutableMapping[str, Any] | None = None,  # noqa: A002
    ) -> Template:
        """The template of this name, which never changes; Jinja would ask whether it has."""
        if name not in self._compiled:
            self._compiled[name] = super().get_template(name, parent, globals)
        return self._compiled[name]

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """The same for all templates: each with its own makes an `{% include %}` 1 µs longer."""
        return super().make_globals(d) if d else self.globals

    def getitem(self, obj: Any, argument: Any) -> Any:
        """`obj[argument]`, and the attribute of `map(attribute=…)` and its kind."""
        if type(argument) is str and argument in FIELDS[type(obj)]:
            return getattr(obj, argument)
        return super().getitem(obj, argument)

    def getattr(self, obj: Any, attribute: str) -> Any:
        """`obj.attribute`, where it is no field: `PageCode` has looked."""
        if type(obj) is TemplateModule and type(found := vars(obj).get(attribute)) is Macro:
            return found
        return super().getattr(obj, attribute)

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """What remembers its answers would tell of the pages before."""
        return id(obj) not in self.own and super().is_safe_attribute(obj, attr, value)

    def callee(self, context: Context, obj: Any) -> Callable[..., Any]:
        """What to call where a template says `obj(…)`."""
        if id(obj) in self.own:
            return obj  # type: ignore[no-any-return]
        if type(obj) is Macro:
            return partial(obj, context.eval_ctx)
        return partial(self.call, context, obj)


def environment_of(
    theme: Theme, functions: Functions, prose: Callable[[Text], Markup], code: Code
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
        cache_size=0,
        bytecode_cache=code,
    )
    # These would make two builds of one site differ.
    del environment.globals["lipsum"], environment.filters["random"]
    given = {name: getattr(functions, name) for name in FUNCTIONS - {"prose"}}
    environment.globals.update(given, prose=prose)
    environment.own = {id(each): each for each in (*given.values(), prose)}
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


def _written(value: Any) -> str:
    """What `{{ value }}` writes."""
    if type(value) is str:
        return escape(value) if _SPECIAL(value) else value
    if type(value) is Markup:
        return value
    return escape(_shown(value))


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
