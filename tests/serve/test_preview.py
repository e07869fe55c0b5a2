"""A look takes in what was saved, an answer is what `build` writes, nothing ends the preview."""

import os
import re
import signal
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event
from unittest import mock

import pytest

from carblog.flow import intake
from carblog.flow.photos import PhotoJob, develop
from carblog.flow.request import Request
from carblog.run import disk
from carblog.run.cache import opened_cache
from carblog.run.failure import MachineFailed
from carblog.run.files import File, read_found
from carblog.run.workers import Workers
from carblog.serve import darkroom
from carblog.serve.answers import Answer, Coming, Failed
from carblog.serve.film import Film
from carblog.serve.preview import Preview, opened_preview
from tests.serve.fake import Fake, Shown
from tests.support.sites import NOW, built, site_files, tree, write

VAN = "content/news/van.md"
PAGE = "news/van/index.html"

Open = Callable[..., Preview]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write(tmp_path / "site", site_files())


@pytest.fixture
def opened(root: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Open]:
    """Opens previews of the site; photos are made in this process, which takes no time to start."""
    monkeypatch.setattr(darkroom, "PROCESSES", 1)
    with ExitStack() as until_done:

        def open_(**options: object) -> Preview:
            given = {"root": root, "now": NOW, "output": root / "public", "jobs": 1}
            more = {key: options.pop(key) for key in ("clock", "notify") if key in options}
            request = Request(**{**given, **options})  # type: ignore[arg-type]
            return until_done.enter_context(opened_preview(request, **more))  # type: ignore[arg-type]

        yield open_


@pytest.fixture
def preview(opened: Open) -> Preview:
    """Of the site, after a first look."""
    preview = opened()
    assert preview.look().fresh
    return preview


def made(preview: Preview, path: str) -> Answer:
    """The answer for a path, waited for."""
    while isinstance(answer := preview.answer(path), Coming):
        answer.done.result(60)
    assert isinstance(answer, Answer), answer
    return answer


def bytes_at(preview: Preview, path: str) -> bytes:
    """What is at a path, which is no film."""
    data = made(preview, path).data
    assert isinstance(data, bytes)
    return data


def whole(preview: Preview, path: str) -> Answer:
    """The page at a path when the looks of its photos have come."""
    while not (answer := made(preview, path)).is_whole:
        assert preview._darkroom.is_done(60)
        preview.look(())
    return answer


def edit(root: Path, path: str, old: str, new: str) -> None:
    text = (root / path).read_text()
    assert old in text
    (root / path).write_text(text.replace(old, new, 1))


def test_a_saved_text_is_on_its_page_and_on_no_other(root: Path, preview: Preview) -> None:
    before = {path: preview.key(path) for path in ("index.html", "news/index.html", PAGE)}
    (root / VAN).write_bytes((root / VAN).read_bytes() + b"\nIt has a new door.\n")
    round_ = preview.look([VAN])
    assert round_.saved == (VAN,)
    assert b"It has a new door." in bytes_at(preview, PAGE)
    assert [path for path in before if preview.key(path) != before[path]] == [PAGE]


@pytest.mark.parametrize(
    ("path", "first", "second"),
    [
        ("site.yaml", "{accent: red, strip: wide}", "{strip: wide, accent: red}"),
        ("themes/plain/theme.yaml", "{rule: thin, bar: 1}", "{bar: 1, rule: thin}"),
    ],
)
def test_the_order_of_what_a_writer_sets_is_on_the_page_too(
    path: str, first: str, second: str, root: Path, opened: Open
) -> None:
    text = (root / path).read_text()
    (root / path).write_text(re.sub("params: .*", f"params: {first}", text))
    preview = opened()
    preview.look()
    edit(root, path, first, second)
    assert preview.look([path]).fresh
    fresh = opened()
    fresh.look()
    assert whole(preview, PAGE).data == whole(fresh, PAGE).data


def test_a_first_look_says_nothing_of_what_was_saved(opened: Open) -> None:
    assert opened().look().saved == ()


def test_nothing_is_read_again_that_was_not_saved(root: Path, preview: Preview) -> None:
    """The other articles are not even looked at, so what nobody told of is not noticed."""
    edit(root, "content/news/coupe.md", "title:", "title: Unnoticed #")
    edit(root, VAN, "title:", "title: Noticed #")
    assert preview.look([VAN]).saved == (VAN,)
    assert b"Noticed" in bytes_at(preview, "news/page/2/index.html")
    assert b"Unnoticed" not in bytes_at(preview, "news/index.html")
    assert preview.look().saved == ("content/news/coupe.md",)
    assert b"Unnoticed" in bytes_at(preview, "news/index.html")


def test_a_broken_file_leaves_the_last_good_page(root: Path, preview: Preview) -> None:
    good = whole(preview, PAGE).data
    (root / VAN).write_text("---\ntitle: [\n---\n")
    round_ = preview.look([VAN])
    assert not round_.fresh
    assert [problem.place.path for problem in round_.problems] == [VAN]
    assert made(preview, PAGE).data == good


def test_a_style_sheet_that_was_seen_stays_with_the_page(root: Path, opened: Open) -> None:
    write(root, {"static/own.css": "a { color: red }"})
    preview = opened()
    assert preview.look().fresh
    seen = made(preview, "own.css")
    edit(root, VAN, "title:", "title: [")
    write(root, {"static/own.css": "a { color: blue }"})
    assert made(preview, "own.css") == seen
    assert not preview.look([VAN, "static/own.css"]).fresh
    assert made(preview, "own.css") == seen


def test_a_picture_as_it_is_stays_with_the_page_too(root: Path, preview: Preview) -> None:
    picture = next(path for path in _planned(preview) if path.endswith(".png"))
    seen = made(preview, picture)
    (root / seen.source).write_bytes(b"half a pict")
    assert made(preview, picture) == seen


def test_a_film_is_not_read_as_a_whole(root: Path, opened: Open) -> None:
    write(root, {"static/drive.mp4": b"01234567" * 200_000})
    preview = opened()
    preview.look()
    film = made(preview, "drive.mp4").data
    assert isinstance(film, Film)
    assert len(film) == 1_600_000
    os.utime(root / "static/drive.mp4")
    assert made(preview, "drive.mp4").data == b"01234567" * 200_000
    (root / "static/drive.mp4").write_bytes(b"another" * 200_000)
    with pytest.raises(MachineFailed):
        preview.answer("drive.mp4")
    outside = write(root.parent, {"drive.mp4": b"01234567" * 200_000}) / "drive.mp4"
    (root / "static/drive.mp4").unlink()
    (root / "static/drive.mp4").symlink_to(outside)
    with pytest.raises(MachineFailed):
        preview.answer("drive.mp4")


def test_a_page_that_nobody_has_seen_stays_too(root: Path, preview: Preview) -> None:
    (root / VAN).write_text("---\ntitle: [\n---\n")
    preview.look([VAN])
    assert made(preview, PAGE).source == VAN


def test_a_mended_file_is_shown(root: Path, preview: Preview) -> None:
    old = (root / VAN).read_text()
    (root / VAN).write_text("---\ntitle: [\n---\n")
    preview.look([VAN])
    (root / VAN).write_text(old.replace("title:", "title: Mended #"))
    assert preview.look([VAN]).fresh
    assert b"Mended" in bytes_at(preview, PAGE)


def test_without_its_settings_a_site_stays_as_it_was(root: Path, preview: Preview) -> None:
    settings = (root / "site.yaml").read_bytes()
    (root / "site.yaml").unlink()
    round_ = preview.look(["site.yaml"])
    assert [problem.code for problem in round_.problems] == ["settings-gone"]
    assert not round_.fresh
    assert made(preview, "index.html").data
    edit(root, VAN, "title:", "title: Meanwhile #")
    preview.look([VAN])
    (root / "site.yaml").write_bytes(settings)
    assert preview.look(["site.yaml"]).fresh
    assert b"Meanwhile" in bytes_at(preview, PAGE)


def test_a_site_may_have_no_settings_from_the_start(root: Path, opened: Open) -> None:
    (root / "site.yaml").unlink()
    (root / "themes/child/theme.yaml").unlink()
    preview = opened()
    assert preview.look().fresh
    assert preview.look([VAN]).fresh


def test_a_site_that_never_was_right_has_no_pages(root: Path, opened: Open) -> None:
    (root / "site.yaml").write_text("title: [\n")
    preview = opened()
    assert not preview.look().fresh
    assert preview.answer("index.html") is None
    assert preview.key("index.html") is None


def test_a_template_that_fails_is_told_with_the_page_before(root: Path, preview: Preview) -> None:
    last = made(preview, PAGE)
    template = "themes/plain/templates/article.html"
    (root / template).write_text("{{ page.title }}\n{{ page.nowhere }}")
    assert preview.look([template]).fresh
    failed = preview.answer(PAGE)
    assert isinstance(failed, Failed)
    assert str(failed.problem.place) == f"{template}:2"
    assert failed.last == last
    assert failed.key == preview.key(PAGE) != last.key
    assert preview.excerpt(failed.problem) == ((1, "{{ page.title }}"), (2, "{{ page.nowhere }}"))


def test_an_excerpt_is_two_lines_before_and_after(root: Path, preview: Preview) -> None:
    (root / VAN).write_text("---\ntitle: Van\ndate: 2026-05-01\nautor: Ida\n---\nOne\nTwo\n")
    (problem,) = preview.look([VAN]).problems
    assert [number for number, _ in preview.excerpt(problem)] == [2, 3, 4, 5, 6]
    (root / VAN).unlink()
    assert preview.excerpt(problem) == ()


def test_an_excerpt_ends_with_the_last_line_of_the_file(root: Path, preview: Preview) -> None:
    (root / VAN).write_text("---\ntitle: Van\ndate: 2026-05-01\nautor: Ida\n---\n")
    (problem,) = preview.look([VAN]).problems
    assert [number for number, _ in preview.excerpt(problem)] == [2, 3, 4, 5]


def test_a_folder_is_looked_at_with_all_that_is_in_it(root: Path, preview: Preview) -> None:
    assert made(preview, "galleries/m3/index.html").data
    (root / "galleries/m3").rename(root / "galleries/saloon")
    edit(root, "content/news/coupe.md", "gallery: m3", "gallery: saloon")
    edit(root, "content/cars/brindle/pip.yaml", "galleries/m3", "galleries/saloon")
    round_ = preview.look(["galleries/m3", "galleries/saloon", "content"])
    assert "galleries/saloon/1.jpg" in round_.saved
    assert "galleries/m3/1.jpg" in round_.saved
    assert preview.key("galleries/m3/index.html") is None


def test_what_is_not_due_is_shown_and_says_until_when(root: Path, opened: Open) -> None:
    edit(root, VAN, "---\n", "---\ndraft: true\n")
    preview = opened(drafts=True)
    preview.look()
    answer = made(preview, PAGE)
    assert answer.wait
    assert answer.wait.reason == "draft"
    assert made(preview, "news/coupe/index.html").wait is None
    built(root)
    assert not (root / "public" / PAGE).exists()


def test_a_gallery_that_waits_says_so_on_its_pages(root: Path, opened: Open) -> None:
    edit(root, "galleries/gt/gallery.yaml", "", "draft: true\n")
    preview = opened(drafts=True)
    preview.look()
    pages = [
        path for path in _planned(preview) if path.endswith(".html") and "galleries/gt" in path
    ]
    waits = [made(preview, path).wait for path in pages]
    assert [wait and wait.reason for wait in waits] == ["draft"] * len(pages)
    assert made(preview, "galleries/m3/index.html").wait is None


def test_with_a_clock_each_look_is_at_its_own_moment(root: Path, opened: Open) -> None:
    now = [NOW]
    (root / VAN).write_text(
        f"---\ntitle: Van\ndate: {NOW + timedelta(hours=1):%Y-%m-%d %H:%M}\n---\n"
    )
    preview = opened(clock=lambda: now[0])
    preview.look()
    assert preview.key(PAGE) is None
    now[0] += timedelta(hours=3)
    preview.look([VAN])
    assert preview.key(PAGE) is not None


def test_a_page_says_which_files_decide_what_is_on_it(preview: Preview) -> None:
    shows = made(preview, "reviews/coupe/index.html").shows
    assert shows[0] == "content/reviews/coupe/index.md"
    assert {
        "content/authors/ida.md",
        "content/reviews/coupe/front.jpg",
        "galleries/m3/gallery.yaml",
        "site.yaml",
        "themes/plain/templates/article.html",
        "themes/plain/templates/base.html",
        "themes/plain/templates/embeds/figure.html",
    } <= {*shows}
    assert "galleries/gt/1.jpg" not in shows


@pytest.mark.parametrize(
    ("source", "url"),
    [
        (VAN, "/news/van/"),
        ("content/reviews/coupe/front.jpg", "/reviews/coupe/"),
        ("galleries/gt/2.jpg", "/galleries/gt/"),
        ("galleries/gt/gallery.yaml", "/galleries/gt/"),
        ("content/authors/ida.md", "/authors/ida/"),
        ("content/cars/brindle/pip.yaml", "/cars/brindle/pip/"),
        ("content/news/prices.txt", None),
        ("site.yaml", None),
    ],
)
def test_a_saved_file_has_a_page(preview: Preview, source: str, url: str | None) -> None:
    assert preview.page_of(source) == url


def test_addresses_begin_with_the_path_of_the_base_url(opened: Open) -> None:
    preview = opened(base_url="https://cars.example/blog/")
    preview.look()
    assert preview.base_path == "/blog/"
    assert preview.page_of(VAN) == "/blog/news/van/"


def test_looks_of_photos_come_later_and_make_it_no_other_page(opened: Open) -> None:
    news = Event()
    preview = opened(notify=news.set)
    preview.look()
    first = made(preview, "index.html")
    assert not first.is_whole
    while not made(preview, "index.html").is_whole:
        assert news.wait(60)
        news.clear()
        preview.look(())
    whole = made(preview, "index.html")
    assert whole.data != first.data
    assert whole.key == preview.key("index.html") == first.key


def test_a_photo_of_which_nothing_can_be_made_is_told_although_nobody_waits_for_it(
    root: Path, opened: Open
) -> None:
    news = Event()
    preview = opened(notify=news.set)
    preview.look()
    (root / "galleries/gt/1.jpg").write_bytes(b"changed since the look")
    made(preview, "galleries/gt/index.html")
    while not (problems := preview.look(()).problems):
        assert news.wait(60)
        news.clear()
    assert problems[0].place.path == "galleries/gt/1.jpg"


def test_a_photo_under_way_is_waited_for_by_all_who_ask(preview: Preview) -> None:
    path = next(path for path in _planned(preview) if path.endswith(".webp"))
    one, other = preview.answer(path), preview.answer(path)
    assert isinstance(one, Coming)
    assert isinstance(other, Answer) or (isinstance(other, Coming) and one.done is other.done)
    assert made(preview, path).data


def test_a_photo_that_lies_in_two_folders_is_made_once_for_both(root: Path, opened: Open) -> None:
    photo = (root / "galleries/gt/1.jpg").read_bytes()
    album = (root / "galleries/gt/gallery.yaml").read_text()
    write(root, {"galleries/copy/1.jpg": photo, "galleries/copy/gallery.yaml": album})
    preview = opened(jobs=2)
    preview.look()
    paths = [path for path in _planned(preview) if re.match(r"galleries/(gt|copy)/1-", path)]
    for each in [preview.answer(path) for path in paths]:
        if isinstance(each, Coming):
            each.done.result(60)
    assert all(made(preview, path).data for path in paths)


def test_a_photo_that_cannot_be_made_is_told_until_it_is_mended(
    root: Path, preview: Preview
) -> None:
    photo = "galleries/gt/1.jpg"
    paths = [path for path in _planned(preview) if path.startswith("galleries/gt/1-")]
    whole = (root / photo).read_bytes()
    (root / photo).write_bytes(b"changed since the look")
    asked = preview.answer(paths[0])
    assert isinstance(asked, Coming)
    asked.done.result(60)
    assert isinstance(failed := preview.answer(paths[0]), Failed)
    assert failed.problem.place.path == photo
    assert failed.problem in preview.look(()).problems
    assert failed.key == preview.key(paths[0])
    (root / photo).write_bytes(whole)
    preview.look([photo])
    assert made(preview, paths[0]).data
    assert made(preview, paths[0]).key == preview.key(paths[0]) != failed.key


def test_a_process_that_is_killed_is_a_problem_of_its_photo(
    preview: Preview, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(darkroom, "PROCESSES", 2)
    monkeypatch.setattr(darkroom, "develop", _die)
    path = next(path for path in _planned(preview) if path.endswith(".webp"))
    asked = preview.answer(path)
    assert isinstance(asked, Coming)
    asked.done.result(60)
    failed = preview.answer(path)
    assert isinstance(failed, Failed)
    assert failed.problem.code == "worker-killed"
    assert made(preview, PAGE).data
    assert preview._darkroom.is_done(60)
    monkeypatch.undo()
    preview.look([VAN])
    assert preview.answer(path) == failed
    preview.look([failed.source])
    assert preview.key(path) != failed.key
    assert made(preview, path).data
    assert failed.problem not in preview.look(()).problems


def test_a_process_that_was_killed_by_reading_a_photo_has_another_try_when_that_is_touched(
    root: Path, opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    photo = "galleries/gt/9.jpg"
    preview = opened(jobs=2)
    preview.look()
    write(root, {photo: (root / "galleries/gt/1.jpg").read_bytes()})
    with monkeypatch.context() as deadly:
        deadly.setattr(intake, "HERE", 0)
        deadly.setattr(intake, "_in_worker", _die_reading)
        assert [each.code for each in preview.look([photo]).problems] == ["worker-killed"]
    edit(root, VAN, "title:", "title: Meanwhile #")
    assert [each.code for each in preview.look([VAN]).problems] == ["worker-killed"]
    assert preview.look([photo]).fresh
    assert made(preview, "galleries/gt/9/index.html").data


def _die_reading(_root: str, _reading: object, _file: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _die(_root: str, _job: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def test_a_build_beside_a_preview_is_not_in_its_way(root: Path, preview: Preview) -> None:
    assert built(root).published
    assert built(root).problems == ()
    edit(root, VAN, "title:", "title: Both #")
    assert built(root).published
    preview.look([VAN])
    listed = "news/page/2/index.html"
    assert whole(preview, listed).data == tree(root / "public")[listed]


def test_a_preview_beside_a_build_has_a_look(root: Path, opened: Open) -> None:
    with opened_cache(root / ".carblog"):
        preview = opened()
        assert preview.look().fresh
        assert made(preview, PAGE).data


def test_a_preview_publishes_nothing(root: Path, preview: Preview) -> None:
    made(preview, "index.html")
    assert not (root / "public").exists()


def test_what_a_preview_read_is_known_to_the_next(opened: Open) -> None:
    opened().look()
    with mock.patch.object(Workers, "run", side_effect=_runs_nothing):
        assert opened().look().fresh


def test_what_a_build_wrote_meanwhile_stays(root: Path, opened: Open) -> None:
    preview = opened()
    built(root)
    store = (root / ".carblog/store.db").read_bytes()
    preview.look()
    assert (root / ".carblog/store.db").read_bytes() == store
    assert built(root).made == {}


def _runs_nothing(_work: object, jobs: object, **_: object) -> Iterator[object]:
    assert list(jobs) == []  # type: ignore[call-overload]
    return iter(())


def test_without_a_cache_folder_it_goes_all_the_same(root: Path, opened: Open) -> None:
    (root / ".carblog").write_text("in the way")
    preview = opened()
    round_ = preview.look()
    assert round_.fresh
    assert [problem.code for problem in round_.problems] == ["cache"]
    path = next(path for path in _planned(preview) if path.endswith(".webp"))
    assert made(preview, path).data


def test_on_a_full_disk_pictures_are_kept_in_memory(
    preview: Preview, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(disk.Disk, "write", full)
    path = next(path for path in _planned(preview) if path.endswith(".webp"))
    assert made(preview, path).data == made(preview, path).data


def test_a_file_that_goes_between_scan_and_reading_is_looked_for_again(
    root: Path, preview: Preview, monkeypatch: pytest.MonkeyPatch
) -> None:
    lost = [True]

    def once_lost(folder: Path, file: File) -> bytes:
        if lost:
            lost.clear()
            raise FileNotFoundError(2, "No such file or directory", VAN)
        return read_found(folder, file)

    monkeypatch.setattr("carblog.flow.reading.read_found", once_lost)
    edit(root, VAN, "title:", "title: Found #")
    assert preview.look([VAN]).fresh
    assert b"Found" in bytes_at(preview, PAGE)


def test_a_disk_that_fails_is_told_and_the_site_stays(
    root: Path, preview: Preview, monkeypatch: pytest.MonkeyPatch
) -> None:
    from carblog.flow import survey

    def fails(*_: object) -> None:
        raise OSError(5, "Input/output error", str(root / VAN))

    with monkeypatch.context() as failing:
        failing.setattr(survey, "rescan", fails)
        failing.setattr(survey, "scan", fails)
        round_ = preview.look([VAN])
    assert not round_.fresh
    assert [problem.code for problem in round_.problems] == ["disk-error"]
    assert made(preview, PAGE).data
    assert preview.look([VAN]).fresh


def test_a_store_that_is_lost_is_read_again(preview: Preview) -> None:
    good = whole(preview, "index.html").data
    preview._desk.store.damaged()
    preview._showing._pages._kept.clear()
    assert made(preview, PAGE).data
    assert whole(preview, "index.html").data == good


def test_the_time_is_asked_with_a_zone() -> None:
    from carblog.serve.preview import the_time

    assert the_time() - datetime.now(UTC) < timedelta(minutes=1)


def test_looks_that_come_refresh_no_tab_and_a_sheet_that_is_saved_is_all_that_it_is_told(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    may_develop, has_come = Event(), Event()

    def slowly(folder: str, job: PhotoJob) -> object:
        assert may_develop.wait(60)
        return develop(folder, job)

    monkeypatch.setattr(darkroom, "PROCESSES", 1)
    monkeypatch.setattr(darkroom, "develop", slowly)
    write(root, {"static/own.css": "a { color: red }"})
    request = Request(root=root, now=NOW, output=root / "public", jobs=1)

    def opening(notify: darkroom.Notify) -> AbstractContextManager[Preview]:
        def noticed() -> None:
            notify()
            has_come.set()

        return opened_preview(request, notify=noticed)

    with Shown(Fake({}), opening).opened() as shown:
        before = shown.get("/")
        assert "etag" not in before.headers
        with shown.tab("/", shown.key("/"), shown.swaps("/")) as tab:
            tab.next("problems")
            may_develop.set()
            while "etag" not in (after := shown.get("/")).headers:
                assert has_come.wait(60)
                has_come.clear()
            assert after.data != before.data
            write(root, {"static/own.css": "a { color: blue }"})
            shown.look("static/own.css")
            assert tab.next()[0] == "style"


def _planned(preview: Preview) -> list[str]:
    found = preview._showing._found
    assert found
    return sorted(found.plan.sources)
