"""`carblog new`: a site to begin with, an article to write."""

import shutil
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import click
import yaml

import carblog
from carblog.model.content import KINDS
from carblog.model.paths import fault_in_name, slugify
from carblog.model.problem import nearest
from carblog.model.settings import Settings
from carblog.read.settings import read_settings

STARTER = Path(carblog.__file__).parent / "starter"


def start_site(folder: Path) -> str:
    """Copies the starter site; refuses a folder that has something in it."""
    if folder.exists() and any(folder.iterdir()):
        raise click.UsageError(f"{folder} is not empty; name a new folder")
    shutil.copytree(STARTER, folder, dirs_exist_ok=True, copy_function=shutil.copyfile)
    return (
        f"{folder}/ is a site with an article and a gallery.\n"
        f"Build it:  cd {folder} && carblog build\n"
        "See it:    python3 -m http.server -d public   then open http://localhost:8000/\n"
        'Write:     carblog new article "My first drive"'
    )


def start_article(root: Path, title: str, *, section: str, kind: str, gallery: str) -> str:
    """Writes `content/<section>/<slug>.md` as a draft dated now; never over a file."""
    settings = _settings(root)
    section = section or _first_section(root, settings)
    slug = slugify(title)
    for name, what in ((section, "section"), (slug, "title")):
        if fault := fault_in_name(name):
            raise click.UsageError(f'the {what} "{name}" cannot be in an address: {fault}')
    kind = kind.replace("-", "_")
    if kind and kind not in KINDS:
        raise click.UsageError(
            f'there is no kind "{kind}"; {nearest(kind, KINDS)} {", ".join(KINDS)}'
        )
    if gallery and not (root / "galleries" / gallery).is_dir():
        known = [path.name for path in (root / "galleries").glob("*/")]
        raise click.UsageError(f'there is no gallery "{gallery}"; {nearest(gallery, known)}')
    path = root / "content" / section / f"{slug}.md"
    if path.exists() or (root / "content" / section / slug).exists():
        raise click.UsageError(f"{path.relative_to(root)} exists already")
    path.parent.mkdir(parents=True, exist_ok=True)
    now = datetime.now(UTC).astimezone(ZoneInfo(settings.timezone))
    path.write_text(_article(title, now, kind, gallery), encoding="utf-8")
    return f"{path}\nIt is a draft: take out the line `draft: true` when it is ready."


def _article(title: str, now: datetime, kind: str, gallery: str) -> str:
    """Front matter with the values that were given, quoted where YAML needs it."""
    values: dict[str, object] = {
        "title": title,
        "standfirst": "One sentence that says why to read on.",
    }
    values |= {"date": f"{now:%Y-%m-%d %H:%M}", "draft": True}
    values |= {name: value for name, value in (("kind", kind), ("gallery", gallery)) if value}
    header = yaml.safe_dump(values, sort_keys=False, allow_unicode=True, width=1000)
    return f"---\n{header}tags: []\n---\n\nThe story begins here.\n"


def _settings(root: Path) -> Settings:
    file = root / "site.yaml"
    settings, _ = read_settings("site.yaml", file.read_bytes() if file.is_file() else b"")
    return settings or Settings()


def _first_section(root: Path, settings: Settings) -> str:
    if settings.sections:
        return settings.sections[0].name
    own = {"authors", "cars", "pages"}
    folders = (root / "content").glob("*/")
    return next((path.name for path in sorted(folders) if path.name not in own), "news")
