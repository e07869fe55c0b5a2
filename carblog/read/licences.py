"""Licences by the short names that people know, as the addresses that machines know."""

import re

from carblog.model.problem import nearest
from carblog.read.problems import said
from carblog.read.values import Fault, web_address

_COMMONS = "https://creativecommons.org"
_RIGHTS = ("by", "by-sa", "by-nd", "by-nc", "by-nc-sa", "by-nc-nd")
_VERSIONS = ("4.0", "3.0", "2.5", "2.0", "1.0")

LICENCES = {
    **{
        f"CC {rights.upper()} {version}": f"{_COMMONS}/licenses/{rights}/{version}/"
        for version in _VERSIONS
        for rights in _RIGHTS
    },
    "CC0 1.0": f"{_COMMONS}/publicdomain/zero/1.0/",
    "CC0": f"{_COMMONS}/publicdomain/zero/1.0/",
    "Public Domain Mark 1.0": f"{_COMMONS}/publicdomain/mark/1.0/",
    "PDM 1.0": f"{_COMMONS}/publicdomain/mark/1.0/",
}
"""Short name → URL, by the names that Creative Commons and SPDX give them."""

_HINT = "write its address, or a short name such as CC BY 4.0"


def licence(text: str) -> str | Fault:
    """The URL of a licence: as written, or of a short name such as `CC BY-SA 4.0`."""
    if "://" in text:
        return web_address(text)
    if url := _BY_NAME.get(_plain(text)):
        return url
    if re.search(r"(?i)all rights|©|\(c\)", text):
        return Fault(f"is no licence: {said(text)}", "a notice such as this belongs in `copyright`")
    if url := _BY_NAME.get(_plain(f"{text} 4.0")):
        return Fault(f"needs a version: {said(text)}", f"the current one is {_name_of(url)}")
    return Fault(f"is no licence that is known: {said(text)}", nearest(text, LICENCES) or _HINT)


def _plain(name: str) -> str:
    """What is left of a name when case, spaces and dashes are not looked at."""
    return re.sub(r"[\s_-]+", "-", name.strip().casefold()).replace("cc-0", "cc0")


def _name_of(url: str) -> str:
    return next(name for name, found in LICENCES.items() if found == url)


_BY_NAME = {_plain(name): url for name, url in LICENCES.items()}
