"""`site.yaml` becomes `Settings`: what a publication is, with every default filled in."""

import re
from typing import Final, Literal
from urllib.parse import urlsplit

from carblog.model.content import KINDS
from carblog.model.paths import fault_in_name, fault_in_site_path
from carblog.model.problem import Problem
from carblog.model.settings import MenuItem, SectionSettings, Settings
from carblog.read.fields import Fields, items_of, one_line
from carblog.read.foreign import SETTINGS_NEAR, SETTINGS_SAME
from carblog.read.links import addresses
from carblog.read.nodes import Entry, Mapping, Node, Scalar
from carblog.read.params import params_of
from carblog.read.places import language, time_zone
from carblog.read.problems import Problems, Spot, said
from carblog.read.roles import read_changes
from carblog.read.values import Fault, one_of, path_name, web_address, whole
from carblog.read.yaml import read_mapping

TRUST: Final[tuple[Literal["owner", "contributors"], ...]] = ("owner", "contributors")
_MENU_SAME = dict.fromkeys(("name", "label"), "title") | dict.fromkeys(
    ("url", "href", "link", "pageRef"), "to"
)
_HOST = re.compile(r"(?:[a-z0-9.-]+|\[[0-9a-f:.]+\])(?::[0-9]{1,5})?", re.IGNORECASE)
_OWN_FOLDERS = frozenset({"authors", "cars", "pages"})


def read_settings(path: str, data: bytes) -> tuple[Settings | None, tuple[Problem, ...]]:
    """An empty file has all the defaults. `None` when the file cannot be read at all."""
    problems = Problems(path)
    mapping = read_mapping(data, problems)
    if mapping is None:
        return None, tuple(problems.found)
    settings = _settings(Fields(mapping, problems, same=SETTINGS_SAME))
    return settings, tuple(problems.found)


def _settings(fields: Fields) -> Settings:
    usual = Settings()
    settings = Settings(
        title=fields.text("title", usual.title),
        tagline=fields.text("tagline"),
        description=fields.text("description"),
        base_url=fields.value("base_url", base_url, usual.base_url),
        language=fields.value("language", language, usual.language),
        timezone=fields.value("timezone", time_zone, usual.timezone),
        theme=fields.value("theme", path_name, usual.theme),
        paginate=fields.value("paginate", whole(1, 1000), usual.paginate),
        feed_limit=fields.value("feed_limit", whole(1, 1000), usual.feed_limit),
        top_stories=fields.value("top_stories", whole(0, 100), usual.top_stories),
        copyright=fields.text("copyright"),
        trust=fields.value("trust", one_of(TRUST), usual.trust),
        sections=_sections(fields),
        menus=_menus(fields),
        social=dict(addresses(fields, "social")),
        pictures=read_changes(fields),
        params=params_of(fields),
    )
    fields.finish(SETTINGS_NEAR)
    return settings


def base_url(text: str) -> str | Fault:
    """Where the site is: scheme and host, and the folder of the host that it has to itself."""
    found = web_address(text)
    if isinstance(found, Fault):
        completed = web_address(f"https://{text}")
        is_near = "." in text and "://" not in text and not isinstance(completed, Fault)
        hint = f"write https://{text}" if is_near else "write something like https://example.com/"
        return Fault(found.message, hint)
    parts = urlsplit(found)
    if "?" in found or "#" in found or "@" in parts.netloc:
        return Fault(f"must be scheme, host and path alone, not {said(text)}")
    if not _HOST.fullmatch(parts.netloc):
        return Fault(f"has a host that cannot be, {said(parts.netloc)}", _in_ascii(parts.netloc))
    if fault := fault_in_site_path(parts.path or "/"):
        return Fault(f"has a path that cannot be: {fault}")
    return f"{parts.scheme}://{parts.netloc.lower()}{parts.path.rstrip('/')}/"


def _in_ascii(host: str) -> str:
    """Names in other scripts have an ASCII form (RFC 5891)."""
    try:
        ascii_host = host.encode("idna").decode("ascii")
    except UnicodeError:
        return ""
    return f"write {ascii_host}" if ascii_host != host else ""


def _sections(fields: Fields) -> tuple[SectionSettings, ...]:
    """A group of name → `{title, kind, text}` or title, in order; or a list of names."""
    if isinstance(fields.node("sections"), Mapping):
        found = [_section(fields, entry) for entry in fields.entries("sections")]
    else:
        found = [
            _checked(fields, scalar, SectionSettings(name=name, title=_as_title(name)))
            for scalar in fields.scalars("sections")
            if (name := scalar.text.strip())
        ]
    return tuple({section.name: section for section in found if section}.values())


def _section(fields: Fields, entry: Entry) -> SectionSettings | None:
    name, value = entry.key.text, entry.value
    section = SectionSettings(name=name, title=_as_title(name))
    if isinstance(value, Scalar):
        title = "" if value.is_null else one_line(value.text)
        section = SectionSettings(name=name, title=title or section.title)
    elif group := fields.as_group(value, name):
        section = SectionSettings(
            name=name,
            title=group.text("title", section.title),
            kind=group.value("kind", one_of(KINDS, loosely=True), section.kind),
            text=group.text("text"),
        )
        group.finish({"description": "use `text`"})
    return _checked(fields, entry.key, section)


def _checked(fields: Fields, spot: Spot, section: SectionSettings) -> SectionSettings | None:
    name = section.name
    if fault := fault_in_name(name):
        hint = "it is a folder of content/, and a part of URLs"
        fields.fault(
            spot, "sections", Fault(f"cannot have {said(name)}: {fault}", hint, "path-name")
        )
        return None
    if name in _OWN_FOLDERS:
        hint = f"content/{name}/ holds no stories"
        fields.fault(spot, "sections", Fault(f"cannot have {said(name)}", hint, "path-name"))
        return None
    return section


def _as_title(name: str) -> str:
    words = name.replace("-", " ").replace("_", " ")
    return words[:1].upper() + words[1:]


def _menus(fields: Fields) -> dict[str, tuple[MenuItem, ...]]:
    menus: dict[str, tuple[MenuItem, ...]] = {}
    for entry in fields.entries("menus"):
        found = (_menu_item(fields, item) for item in items_of(entry.value))
        menus[entry.key.text] = tuple(item for item in found if item)
    return menus


def _menu_item(fields: Fields, item: Node) -> MenuItem | None:
    """A section, file, path or address alone, or `{title, to}`."""
    if isinstance(item, Scalar):
        return MenuItem(to=fields.problems.located(one_line(item.text), item))
    group = fields.as_group(item, "menus", _MENU_SAME)
    if group is None:
        return None
    to, title = group.located("to"), group.text("title")
    if to is None:
        group.missing("to", "to: pages/about.md")
    group.finish({"weight": "the order of the list is the order of the menu"})
    return MenuItem(title=title, to=to) if to else None
