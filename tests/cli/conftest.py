"""A small publication, and a machine with one processor, for every test of the command line."""

import os
import shutil
from pathlib import Path

import pytest

from carblog.flow import session
from tests.support.sites import write

SITE = {
    "site.yaml": "title: Kerbweight\ntimezone: Europe/Berlin\nsections: [news, reviews]\n",
    "content/news/one.md": "---\ntitle: One\ndate: 2026-01-05\ntags: [electric]\n---\n\nText.\n",
    "content/news/two.md": "---\ntitle: Two\ndate: 2026-01-06 18:30\n---\n\nText.\n",
    "content/news/soon.md": "---\ntitle: Soon\ndate: 2031-01-01 09:00\n---\n\nText.\n",
    "content/news/later.md": "---\ntitle: Later\ndate: 2031-02-01\n---\n\nText.\n",
    "content/news/gone.md": "---\ntitle: Gone\ndate: 2026-01-01\nexpires: 2026-01-02\n---\nText.\n",
    "content/reviews/idea.md": "---\ntitle: Idea\ndate: 2026-01-05\ndraft: true\n---\n\nText.\n",
    "content/news/notes.txt": "Nobody points at these.\n",
}
NOW = ("--now", "2026-06-01")


@pytest.fixture(autouse=True)
def _machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sites this small are never worth another process; nobody watches, in colour or at a width."""
    monkeypatch.setattr(session, "usual_processes", lambda: 1)
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(
        shutil, "get_terminal_size", lambda unseen=(80, 24): os.terminal_size(unseen)
    )


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Two stories online, one of each kind that is not, and a file that nothing points at."""
    return write(tmp_path / "site", SITE)
