"""Attribute lists, `{#id .class key=value}`, without the keys that run code or change a link."""

import re
from collections.abc import Callable
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions.attr_list import AttrListTreeprocessor

from carblog.read.prose.findings import Findings
from carblog.read.prose.marks import first_mark, unmarked
from carblog.read.prose.plaintext import PLACEHOLDER, flat

_FORBIDDEN = re.compile(
    r"(?i)on.*|style|src|href|srcset|srcdoc|poster|action|formaction|ping|background|xlink.*"
)
_FOR_CONTRIBUTORS = frozenset({"class", "id"})


class AttributeLists(AttrListTreeprocessor):
    """The extension's processor, with a judge between a list and its element."""

    findings: Findings

    def __init__(self, md: Markdown, contributors: bool) -> None:
        super().__init__(md)
        self._contributors = contributors

    def assign_attrs(self, elem: Element, attrs_string: str, *, strict: bool = False) -> str:
        before = dict(elem.attrib)
        mark = first_mark(attrs_string)
        rest = super().assign_attrs(elem, unmarked(attrs_string), strict=strict)
        elem.attrib.pop("", None)
        for key in [key for key in elem.attrib if elem.get(key) != before.get(key, "\0")]:
            if _FORBIDDEN.fullmatch(key):
                self._refuse(elem, key, before, mark, self.findings.error)
            elif self._contributors and key not in _FOR_CONTRIBUTORS:
                self._refuse(elem, key, before, mark, self.findings.warning)
            elif value := elem.get(key):
                self._keep(elem, key, flat(value, self.md.htmlStash.rawHtmlBlocks), mark)
        return rest

    def sanitize_name(self, name: str) -> str:
        return super().sanitize_name(PLACEHOLDER.sub("", name))

    def _keep(self, element: Element, key: str, value: str, mark: str) -> None:
        if key == "id":
            value = "-".join(value.split())
            self.findings.take_id(value, self.findings.source.place(mark))
        element.set(key, value)

    def _refuse(
        self,
        element: Element,
        key: str,
        before: dict[str, str],
        mark: str,
        tell: Callable[..., None],
    ) -> None:
        if key in before:
            element.set(key, before[key])
        else:
            del element.attrib[key]
        message = f'an attribute list may not set "{key}"'
        place, hint = self.findings.source.place(mark), "use .class and #id"
        tell(place, code="attribute-forbidden", message=message, hint=hint)
