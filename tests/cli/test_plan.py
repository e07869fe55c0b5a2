"""`carblog plan`: what a build would make, and why."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import NOW
from tests.cli.terminal import Ran, carblog
from tests.support.sites import tree, write

ONE = "news/one/index.html"


def plan(site: Path, *options: str) -> Ran:
    return carblog(site, "plan", *NOW, *options)


def states(site: Path) -> dict[str, str]:
    """Path → state, as programs are told."""
    told = json.loads(plan(site, "--format", "json").out)
    return {row["path"]: row["state"] for row in told["outputs"]}


def test_before_the_first_build_all_is_new_and_none_of_it_is_made(site: Path) -> None:
    ran = plan(site)
    assert (ran.code, ran.err) == (0, "")
    assert "\nnew  page  news/one/index.html\n" in ran.out
    assert "\nnew  feed  feed.xml\n" in ran.out
    *rows, empty, last = ran.out.splitlines()
    assert (empty, last) == ("", f"{len(rows)} outputs: {len(rows)} new")
    assert not (site / "public").exists()


def test_a_plan_is_what_the_build_then_makes(site: Path) -> None:
    carblog(site, "build", *NOW)
    write(site, {"content/news/one.md": "---\ntitle: Uno\ndate: 2026-01-05\n---\n\nText.\n"})
    (site / "public/robots.txt").unlink()
    before = states(site)
    made = json.loads(carblog(site, "build", *NOW, "--format", "json").out)
    assert before[ONE] == before["robots.txt"] == "changed"
    assert before["tags/electric/index.html"] == "gone"
    count = list(before.values()).count
    assert (count("new") + count("changed"), count("same"), count("gone")) == (
        sum(made["made"].values()),
        made["kept"],
        made["removed"],
    )


def test_after_a_build_all_is_the_same(site: Path) -> None:
    carblog(site, "build", *NOW)
    assert set(states(site).values()) == {"same"}


@pytest.mark.parametrize(
    "url",
    [
        "/news/one/",
        "/news/one",
        "news/one/index.html",
        "public/news/one/index.html",
        "https://cars.example/blog/news/one/",
        "/blog/news/one/",
        "content/news/one.md",
    ],
)
def test_why_understands_a_page_by_whatever_it_is_called(site: Path, url: str) -> None:
    ran = plan(site, "-b", "https://cars.example/blog/", "--why", url)
    assert ran.code == 0
    first, *parts = ran.out.splitlines()
    assert (
        first == f"{ONE} (page from content/news/one.md): it was never published, and would be made"
    )
    assert "  new      page.title" in parts


def test_why_names_what_changed_first_and_all_that_did_not(site: Path) -> None:
    carblog(site, "build", *NOW)
    write(site, {"content/news/one.md": "---\ntitle: Uno\ndate: 2026-01-05\n---\n\nText.\n"})
    first, *parts = plan(site, "--why", "/news/one/").out.splitlines()
    assert first.endswith(
        ": it would be made again, because of what changed since it was published"
    )
    changed = [part.split()[1] for part in parts if part.startswith("  changed")]
    assert "page.title" in changed
    assert "page.text" not in changed
    assert [part.split()[1] for part in parts[: len(changed)]] == changed
    assert "  same     page.text" in parts


def test_why_says_when_nothing_would_be_made(site: Path) -> None:
    carblog(site, "build", *NOW)
    first, *parts = plan(site, "--why", "/").out.splitlines()
    assert first.endswith(": it is published as it is, and nothing would be made")
    assert all(part.startswith("  same") for part in parts)


def test_why_says_when_only_the_published_file_was_lost(site: Path) -> None:
    carblog(site, "build", *NOW)
    (site / "public/index.html").unlink()
    first = plan(site, "--why", "/").out.splitlines()[0]
    assert first.endswith(": it would be made again, because its file was changed or deleted")


def test_why_says_when_the_site_no_longer_has_it(site: Path) -> None:
    carblog(site, "build", *NOW)
    (site / "content/news/two.md").unlink()
    ran = plan(site, "--why", "/news/two/")
    what = "it was published; the site no longer has it, and it would be removed"
    assert ran.out == f"news/two/index.html: {what}\n"


def test_why_answers_programs_with_every_part(site: Path) -> None:
    [answer] = json.loads(plan(site, "--why", "/news/one/", "--format", "json").out)["outputs"]
    assert (answer["path"], answer["kind"], answer["state"]) == (ONE, "page", "new")
    parts = {part["part"]: part for part in answer["parts"]}
    assert {"template", "frame", "page.title", "page.text"} <= parts.keys()
    assert not parts["page.title"]["changed"]


def test_a_source_is_answered_with_everything_that_comes_of_it(site: Path) -> None:
    post = "---\ntitle: Old\ndate: 2026-01-05\naliases: [/older/]\n---\n"
    write(site, {"content/news/old.md": post})
    ran = plan(site, "--why", "content/news/old.md")
    assert "news/old/index.html (page from content/news/old.md)" in ran.out
    assert "\n\nolder/index.html (page from content/news/old.md)" in ran.out


def test_a_plan_changes_nothing(site: Path) -> None:
    carblog(site, "build", *NOW)
    write(site, {"content/news/one.md": "---\ntitle: Uno\ndate: 2026-01-05\n---\n"})
    before = tree(site / "public")
    plan(site)
    assert tree(site / "public") == before


def test_a_plan_of_a_site_with_mistakes_tells_them_and_what_it_can(site: Path) -> None:
    write(site, {"content/news/x.md": "---\ntitle: x\ndate: 2026-02-30\n---\n"})
    ran = plan(site)
    assert ran.code == 1
    assert ran.err.endswith("\n\n1 error.\n")
    assert "news/one/index.html" in ran.out
