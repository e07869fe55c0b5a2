"""HTML that is read in other people's programs: nothing in it runs, and every address is full."""

import re
from functools import partial
from urllib.parse import urljoin

import nh3

_TAGS = nh3.ALLOWED_TAGS | {"audio", "picture", "source", "video"}
_DROPPED = {"iframe", "math", "noscript", "object", "script", "style", "svg", "template"}
"""Elements that go with all that is in them; of other unknown ones the text stays."""

_ATTRIBUTES = {
    "*": {"dir", "lang", "title"},
    "a": {"href"},
    "audio": {"controls", "src"},
    "blockquote": {"cite"},
    "img": {"alt", "height", "sizes", "src", "srcset", "width"},
    "ol": {"reversed", "start", "type"},
    "source": {"media", "sizes", "src", "srcset", "type"},
    "td": {"colspan", "headers", "rowspan"},
    "th": {"colspan", "headers", "rowspan", "scope"},
    "time": {"datetime"},
    "video": {"controls", "height", "poster", "src", "width"},
}
_ADDRESSES = {"cite", "href", "poster", "src"}

# An address in a srcset has no white space and does not end in a comma (HTML, 4.8.4.2.1).
_CANDIDATE = re.compile(r"\s*,*\s*(\S*[^\s,])\s*([^,]*),?")


def cleaned(html: str, page: str) -> str:
    """Only elements that feed readers accept, and every address full, as seen from `page`."""
    return nh3.clean(
        html,
        tags=_TAGS,
        clean_content_tags=_DROPPED,
        attributes=_ATTRIBUTES,
        attribute_filter=partial(_addressed, page),
        link_rel=None,
    )


def _addressed(page: str, _tag: str, name: str, value: str) -> str:
    if name in _ADDRESSES:
        return urljoin(page, value.strip())
    if name == "srcset":
        found = _CANDIDATE.findall(value)
        return ", ".join(f"{urljoin(page, url)} {size.strip()}".rstrip() for url, size in found)
    return value
