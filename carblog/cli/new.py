"""`carblog new`: a site to begin with, an article to write."""

import shlex
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import click
import msgspec
import yaml

import carblog
from carblog.model.content import KINDS
from carblog.model.paths import fault_in_name, slugify
from carblog.model.problem import nearest
from carblog.model.settings import Settings
from carblog.read.settings import read_settings
from carblog.run.failure import machine
from carblog.run.newfiles import copy_new, write_new

STARTER = Path(carblog.__file__).parent / "starter"
_WELCOME = (".", "README", "LICENSE", "LICENCE")
"""What may lie in the folder of a new site: a repository that was just made."""
_NO_STORIES = ("authors", "cars")
"""Folders of content/ that hold something else."""


class Draft(msgspec.Struct, frozen=True, kw_only=True):
    """An article to begin with."""

    title: str
    section: str = ""
    kind: str = ""
    gallery: str = ""
    tags: tuple[str, ...] = ()


def start_site(folder: Path, *, force: bool = False) -> str:
    """Copies the starter into `folder`, which is empty unless `force`; what to do next."""
    with machine(folder):
        names = sorted(path.name for path in folder.iterdir()) if folder.exists() else []
    if "site.yaml" in names or "content" in names:
        raise click.UsageError(f"{folder} is a site already")
    others = [name for name in names if not name.upper().startswith(_WELCOME)]
    if others and not force:
        raise click.UsageError(
            f'{folder} is not empty: it has "{others[0]}"; name a new folder, '
            "or add --force to put the site beside what is there"
        )
    copy_new(STARTER, folder)
    place = shlex.quote(str(folder))
    go = "" if folder == Path() else f"cd {place} && "
    return (
        f"{folder}/ is a site with an article and a gallery.\n"
        f"  Build it    {go}carblog build\n"
        "  Look at it  carblog serve -O\n"
        '  Write       carblog new article "My first drive"'
    )


def start_article(root: Path, draft: Draft, now: datetime) -> Path:
    """Writes `content/<section>/<slug>.md` as a draft dated `now`; never over a file."""
    settings = _settings(root)
    section = _section(root, settings, draft.section)
    kind = _kind(draft.kind)
    gallery = _gallery(root, draft.gallery)
    path = root / "content" / section / f"{_slug(draft.title)}.md"
    text = article(msgspec.structs.replace(draft, kind=kind, gallery=gallery), now, settings)
    if path.with_suffix("").exists() or not write_new(path, text):
        raise click.UsageError(f"there is {path.relative_to(root)} already; choose another title")
    return path


def article(draft: Draft, now: datetime, settings: Settings) -> str:
    """A Markdown file whose front matter has the values that were given, quoted where needed."""
    local = now.astimezone(ZoneInfo(settings.timezone)) if now.tzinfo else now
    values = {
        "title": " ".join(draft.title.split()),
        "standfirst": "One sentence that makes readers want the next.",
        "date": f"{local:%Y-%m-%d %H:%M}",
        "draft": True,
        "kind": draft.kind,
        "gallery": draft.gallery,
        "tags": list(draft.tags),
    }
    given = {key: value for key, value in values.items() if value or key == "tags"}
    header = yaml.safe_dump(
        given, sort_keys=False, allow_unicode=True, width=10_000, default_flow_style=None
    )
    return f"---\n{header}---\n\nThe story begins here.\n"


def _slug(title: str) -> str:
    slug = slugify(title)
    if not title.isprintable():
        raise click.UsageError("the title has characters that cannot be printed")
    if not slug:
        raise click.UsageError(f'the title "{title}" has no letter or digit for an address')
    if fault := fault_in_name(slug):
        raise click.UsageError(f'the title "{title}" cannot be an address: {fault}')
    return slug


def _section(root: Path, settings: Settings, wanted: str) -> str:
    """A section of site.yaml or a folder of content/; the first of them when none is wanted."""
    with machine(root):
        found = sorted(path.name for path in (root / "content").glob("[!.]*/"))
    folders = [name for name in found if name not in (*_NO_STORIES, "pages")]
    known = [section.name for section in settings.sections] + folders
    if not wanted:
        return known[0] if known else "news"
    if wanted in (*known, "pages"):
        return wanted
    if wanted in _NO_STORIES:
        raise click.UsageError(f"content/{wanted}/ holds no articles")
    if fault := fault_in_name(wanted):
        raise click.UsageError(f'the section "{wanted}" cannot be in an address: {fault}')
    if not known:
        return wanted
    hint = nearest(wanted, known) or f"the sections are {_listed(known)}"
    raise click.UsageError(
        f'there is no section "{wanted}"; {hint}. For a new one, add it to site.yaml first'
    )


def _kind(wanted: str) -> str:
    kind = wanted.replace("-", "_").replace(" ", "_").lower()
    if kind and kind not in KINDS:
        hint = nearest(kind, KINDS) or f"the kinds are {_listed(KINDS)}"
        raise click.UsageError(f'there is no kind "{wanted}"; {hint}')
    return kind


def _gallery(root: Path, wanted: str) -> str:
    """The name of a folder of galleries/, which may be given as a path to it."""
    name = wanted.strip("/").removeprefix("galleries/")
    folder = root / "galleries"
    with machine(root):
        known = [
            path.relative_to(folder).as_posix() for path in folder.glob("**/") if path != folder
        ]
    if name and name not in known:
        hint = nearest(name, known) or "a gallery is a folder of pictures in galleries/"
        raise click.UsageError(f'there is no gallery "{name}"; {hint}')
    return name


def _settings(root: Path) -> Settings:
    file = root / "site.yaml"
    with machine(root):
        settings, _ = read_settings("site.yaml", file.read_bytes() if file.is_file() else b"")
    if settings is None:
        raise click.UsageError("site.yaml cannot be read; `carblog build` says why")
    return settings


def _listed(names: Iterable[str]) -> str:
    return ", ".join(dict.fromkeys(names))
