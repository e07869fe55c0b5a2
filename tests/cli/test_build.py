"""What a writer reads after `carblog build`."""

import json
import re
import time
from pathlib import Path

import pytest

from carblog.cli.words import megabytes
from tests.cli.conftest import NOW
from tests.cli.terminal import Ran, carblog
from tests.support.sites import stamps, tree, write

MISTAKE = "---\ntitle: 'Quiet'\ndate: 2026-02-30\n---\n"
WARNING = "---\ntitle: Quiet\ndate: 2026-01-05\nstandfrist: It makes no sound.\n---\n"


def build(site: Path, *options: str) -> Ran:
    return carblog(site, "build", *NOW, *options)


def test_a_first_build_says_what_was_made_what_is_not_due_and_how_long_it_took(site: Path) -> None:
    ran = build(site)
    files = tree(site / "public")
    pages = sum(path.endswith(".html") for path in files)
    feeds = sum(path.endswith(("feed.xml", "feed.json")) for path in files)
    others = len(files) - pages - feeds - 1
    size = sum(map(len, files.values())) - len(files[".carblog-manifest"])
    assert (ran.code, ran.err) == (0, "")
    assert re.sub(r"\d+\.\d s", "N s", ran.out) == (
        f"public/ is ready ({len(files) - 1} files, {megabytes(size)}, N s)\n"
        f"  made     {pages} pages, {feeds} feeds, {others} files\n"
        "  not due  1 draft, 2 future, 1 expired; next on 2031-01-01 09:00 CET\n"
        "  skipped  1 file (-v says why)\n"
    )


def test_a_second_build_says_that_all_is_up_to_date_and_touches_nothing(site: Path) -> None:
    build(site)
    before = stamps(site / "public")
    ran = build(site)
    assert ran.out.startswith("public/ is up to date (")
    assert "made" not in ran.out
    assert stamps(site / "public") == before


def test_what_was_kept_and_what_was_removed_is_counted(site: Path) -> None:
    build(site)
    (site / "content/news/two.md").unlink()
    ran = build(site)
    assert re.search(r"\n  made     \d+ pages?, .*\n  kept     \d+\n  removed  1\n", ran.out)


def test_verbose_names_every_file_with_its_reason(site: Path) -> None:
    build(site)
    write(site, {"content/news/one.md": "---\ntitle: Uno\ndate: 2026-01-05\n---\n\nText.\n"})
    (site / "public/robots.txt").write_text("edited")
    ran = build(site, "-v")
    assert "\n  made     robots.txt (its file was changed or deleted)\n" in f"\n{ran.out}"
    assert re.search(r"\n  made     news/one/index.html \(changed: .*page\.title.*\)\n", ran.out)
    assert "\n  removed  tags/electric/index.html\n" in ran.out
    assert "\n  not due  content/news/soon.md (future 2031-01-01 09:00 CET)\n" in ran.out
    assert "\n  not due  content/reviews/idea.md (draft)\n" in ran.out
    assert "\n  skipped  content/news/notes.txt (nothing that is online points at it)\n" in ran.out
    assert "(new)" not in ran.out


def test_verbose_says_of_a_first_build_that_all_is_new(site: Path) -> None:
    assert "\n  made     news/one/index.html (new)\n" in build(site, "-v").out


def test_quiet_says_nothing_of_what_is_fine(site: Path) -> None:
    write(site, {"content/news/x.md": WARNING})
    assert build(site, "-q") == Ran(0, "", "")


def test_quiet_still_tells_errors(site: Path) -> None:
    write(site, {"content/news/x.md": MISTAKE, "content/news/y.md": WARNING})
    ran = build(site, "-q")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith("content/news/x.md:3:7: error[date] ")
    assert ran.err.endswith("\n\n1 error. Nothing was published.\n")


def test_warnings_do_not_keep_a_site_from_being_published(site: Path) -> None:
    write(site, {"content/news/x.md": WARNING})
    ran = build(site)
    assert ran.code == 0
    assert ran.err.endswith("\n\n1 warning.\n")
    assert (site / "public/news/x/index.html").is_file()


def test_strict_takes_warnings_for_errors(site: Path) -> None:
    write(site, {"content/news/x.md": WARNING})
    ran = build(site, "--strict")
    assert (ran.code, ran.out) == (1, "")
    assert "content/news/x.md:4:1: error[key-unknown]" in ran.err
    assert not (site / "public").exists()


def test_json_is_one_document_with_all_that_people_are_told(site: Path) -> None:
    write(site, {"content/news/x.md": WARNING})
    ran = build(site, "--format", "json", "-v")
    told = json.loads(ran.out)
    assert (ran.code, ran.err) == (0, "")
    assert told["problems"] == [
        {
            "path": "content/news/x.md",
            "line": 4,
            "column": 1,
            "severity": "warning",
            "code": "key-unknown",
            "message": 'there is no key "standfrist"',
            "hint": 'did you mean "standfirst"?',
        }
    ]
    assert told["published"] is True
    assert told["files"] == sum(told["made"].values()) == len(tree(site / "public")) - 1
    assert [(each["path"], each["reason"], each["when"]) for each in told["waiting"]] == [
        ("content/news/gone.md", "expired", "2026-01-01T23:00:00+00:00"),
        ("content/news/later.md", "future", "2031-01-31T23:00:00+00:00"),
        ("content/news/soon.md", "future", "2031-01-01T08:00:00+00:00"),
        ("content/reviews/idea.md", "draft", None),
    ]
    [skipped] = told["skipped"]
    assert skipped["path"] == "content/news/notes.txt"


def test_json_of_a_failed_build_says_that_nothing_was_published(site: Path) -> None:
    write(site, {"content/news/x.md": MISTAKE})
    ran = build(site, "--format", "json")
    told = json.loads(ran.out)
    assert (ran.code, ran.err) == (1, "")
    assert (told["published"], told["made"], told["files"]) == (False, {}, 0)


def test_github_gets_annotations_at_the_place_escaped_as_it_wants(site: Path) -> None:
    write(site, {"content/news/a,b.md": "---\ntitle: x\ndate: 50%\n---\n", "content/x.md": WARNING})
    ran = build(site, "--format", "github")
    assert ran.code == 1
    assert ran.out == (
        "::error file=content/news/a%2Cb.md,line=3,col=7,title=date::"
        '"date" is not a date: "50%25"; write it as 2026-11-20 or 2026-11-20 09:30\n'
        "::warning file=content/x.md,line=4,col=1,title=key-unknown::"
        'there is no key "standfrist"; did you mean "standfirst"?\n'
    )


def test_github_gets_the_summary_below(site: Path) -> None:
    assert build(site, "--format", "github").out.startswith("public/ is ready (")


def test_paths_can_be_opened_from_where_the_command_was_typed(site: Path) -> None:
    write(site, {"content/news/x.md": MISTAKE})
    ran = carblog(site.parent, "build", "-s", "site")
    assert ran.err.startswith("site/content/news/x.md:3:7: error[date]")
    github = carblog(site.parent, "build", "-s", "site", "--format", "github")
    assert github.out.startswith("::error file=site/content/news/x.md,line=3")
    told = json.loads(carblog(site.parent, "build", "-s", "site", "--format", "json").out)
    assert told["problems"][0]["path"] == "content/news/x.md"


@pytest.mark.parametrize("option", ["-o", "--output", "-d", "--destination"])
def test_the_output_goes_where_it_is_told_to(site: Path, option: str) -> None:
    ran = build(site, option, "../web")
    assert ran.out.startswith("../web/ is ready (")
    assert (site.parent / "web/index.html").is_file()
    assert not (site / "public").exists()


@pytest.mark.parametrize("option", ["-s", "--source", "-C", "--root"])
def test_a_site_can_be_built_from_elsewhere(site: Path, option: str) -> None:
    ran = carblog(site.parent, "build", *NOW, option, "site")
    assert ran.out.startswith("site/public/ is ready (")
    assert (site / "public/index.html").is_file()


def test_the_address_of_the_site_can_be_another(site: Path) -> None:
    build(site, "-b", "https://cars.example/blog/")
    assert b"https://cars.example/blog/news/one/" in (site / "public/feed.xml").read_bytes()


@pytest.mark.parametrize(
    ("option", "shown"),
    [
        ("-D", "reviews/idea"),
        ("--drafts", "reviews/idea"),
        ("-F", "news/later"),
        ("--future", "news/soon"),
        ("-E", "news/gone"),
        ("--expired", "news/gone"),
    ],
)
def test_what_is_not_due_is_shown_on_request(site: Path, option: str, shown: str) -> None:
    build(site, option)
    assert (site / f"public/{shown}/index.html").is_file()


@pytest.mark.parametrize(
    ("now", "due"),
    [
        ("2031-01-01T08:59", False),
        ("2031-01-01 09:00", True),
        ("2031-01-01T08:00+00:00", True),
        ("2031-01-01T08:00Z", True),
        ("2031-01-01", False),
    ],
)
def test_a_moment_without_a_zone_is_in_the_zone_of_the_site(
    site: Path, now: str, due: bool
) -> None:
    carblog(site, "build", "--now", now)
    assert (site / "public/news/soon/index.html").exists() == due


def test_without_a_moment_it_is_now(site: Path) -> None:
    carblog(site, "build")
    assert (site / "public/news/one/index.html").is_file()
    assert (site / "public/news/soon/index.html").exists() == (time.gmtime().tm_year > 2030)


def test_the_same_site_comes_from_one_process_and_from_several(site: Path) -> None:
    build(site, "-j", "1", "-o", "one")
    build(site, "--jobs", "3", "-o", "three")
    assert tree(site / "one") == tree(site / "three")


def test_a_site_of_galleries_alone_is_one(tmp_path: Path) -> None:
    write(tmp_path, {"galleries/empty/notes.txt": "Soon."})
    assert carblog(tmp_path, "build").code == 0
