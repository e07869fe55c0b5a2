"""Jinja as themes meet it: strict, closed, and with no memory of the pages made before."""

import re
from collections.abc import Callable, MutableMapping
from datetime import date
from functools import partial
from types import BuiltinMethodType, CodeType
from typing import Any

from jinja2 import Environment, FunctionLoader, Template, TemplateSyntaxError
from jinja2.environment import TemplateModule
from jinja2.runtime import Context, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from carblog.make.code import Code
from carblog.make.compiler import PageCode
from carblog.make.fields import FIELDS
from carblog.make.functions import Functions
from carblog.make.missing import Missing
from carblog.make.writing import (
    EscapingFormatter,
    Formatter,
    check_parts,
    filters,
    shown,
    strftime,
    written,
)
from carblog.model.theme import FUNCTIONS, Theme
from carblog.model.view import Text

_OF_TIMES = frozenset(
    (
        *("date", "day", "hour", "isocalendar", "isoformat", "isoweekday", "minute", "month"),
        *("second", "strftime", "time", "timestamp", "weekday", "year"),
    )
)
"""What a time may be asked for. Of the rest some tell what time it is now, or where."""

_LINES = re.compile(r"^debug_info = '([\d=&]*)'$", re.MULTILINE).search
"""Line of a template = line of the Python that it became, & …; the last line of that."""


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
    intercepted_binops = frozenset("%")

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.modules: dict[str | None, TemplateModule] = {}
        """What the page has imported so far, by name."""
        self.own: dict[int, Callable[..., Any]] = {}
        """Our functions, by identity."""
        self.written = written
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

    def _compile(self, source: str, filename: str) -> CodeType:
        """The code of a template. What is too much for Python is a mistake in a template, too."""
        try:
            return super()._compile(source, filename)
        except SyntaxError as error:
            found = _LINES(source)
            pairs = (pair.split("=") for pair in found[1].split("&")) if found and found[1] else ()
            lines = [int(line) for line, at in pairs if int(at) <= (error.lineno or 0)]
            raise TemplateSyntaxError(error.msg, max(lines, default=1), None, filename) from None

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
        """What remembers its answers would tell of the pages before, and a time what time it is."""
        if id(obj) in self.own or (isinstance(obj, date) and attr not in _OF_TIMES):
            return False
        return super().is_safe_attribute(obj, attr, value)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """`text % values`, or a remainder."""
        if isinstance(left, str):
            check_parts(right)
        return super().call_binop(context, operator, left, right)

    def wrap_str_format(self, value: Any) -> Callable[..., str] | None:
        """What takes the place of `"…".format`, `"…".format_map` and a time's `strftime`."""
        if isinstance(value, BuiltinMethodType) and value.__name__ == "strftime":
            when: Any = value.__self__
            return partial(strftime, when)
        if super().wrap_str_format(value) is None:
            return None
        text = value.__self__
        formatter = (
            EscapingFormatter(self, escape=text.escape)
            if isinstance(text, Markup)
            else Formatter(self)
        )

        def filled(*args: Any, **named: Any) -> str:
            if value.__name__ == "format_map":
                (named,), args = args, ()
            return type(text)(formatter.vformat(text, args, named))  # type: ignore[no-any-return]

        return filled

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
        finalize=shown,
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
    environment.filters.update(filters())
    return environment
