"""What is encoded, and what is not encoded again; what an end in the middle leaves."""

import os
import shutil
import subprocess
import sys
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from unittest import mock

import msgspec
import pytest
from PIL import Image

from carblog.flow import photos
from carblog.flow.cost import memory
from carblog.flow.photos import PhotoJob
from carblog.run import publish
from carblog.run.pictures import PictureCache
from tests.run.failing import CountedDisk
from tests.support.photos import saved
from tests.support.sites import built, differences, site_files, tree, write

ROOT = Path(__file__).parents[2]
THEME = "themes/plain/theme.yaml"


@pytest.fixture(autouse=True)
def _impatient_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test waits until its site would outlast a power cut."""
    monkeypatch.setattr(publish, "Disk", CountedDisk)


@pytest.fixture
def jobs() -> Iterator[list[PhotoJob]]:
    """The photos that were decoded."""
    done: list[PhotoJob] = []
    develop = photos.develop

    def noted(root: str, job: PhotoJob) -> Any:
        done.append(job)
        return develop(root, job)

    with mock.patch.object(photos, "develop", noted):
        yield done


@pytest.fixture
def root(tmp_path: Path, jobs: list[PhotoJob]) -> Path:
    """A site that was built."""
    root = write(tmp_path / "site", site_files())
    assert built(root).published
    assert jobs
    jobs.clear()
    return root


def files(jobs: list[PhotoJob]) -> list[str]:
    return [output.path for job in jobs for output in job.outputs]


def test_each_photo_is_decoded_once(tmp_path: Path, jobs: list[PhotoJob]) -> None:
    built(write(tmp_path, site_files()))
    sources = [job.source for job in jobs]
    assert sorted(sources) == sorted(set(sources))
    assert len(sources) == 8


def test_a_renamed_gallery_is_not_encoded_again(root: Path, jobs: list[PhotoJob]) -> None:
    (root / "galleries/gt").rename(root / "galleries/gran-turismo")
    for path in (root / "content").rglob("*.md"):
        path.write_bytes(path.read_bytes().replace(b"galleries/gt", b"galleries/gran-turismo"))
    assert "galleries/gran-turismo/index.html" in built(root).urls
    assert files(jobs) == []


def test_a_renamed_photo_is_not_encoded_again(root: Path, jobs: list[PhotoJob]) -> None:
    (root / "galleries/m3/3.jpg").rename(root / "galleries/m3/zz-rear.jpg")
    assert any("zz-rear" in path for path in built(root).urls)
    assert files(jobs) == []


def test_a_photo_added_to_a_gallery_is_all_that_is_decoded(
    root: Path, jobs: list[PhotoJob]
) -> None:
    photo = saved(Image.new("RGB", (64, 48), "teal"), "JPEG")
    write(root, {"galleries/m3/4.jpg": photo})
    built(root)
    assert [job.source for job in jobs] == ["galleries/m3/4.jpg"]


def test_another_width_of_one_role_makes_only_what_is_new(root: Path, jobs: list[PhotoJob]) -> None:
    theme = (root / THEME).read_bytes()
    write(root, {THEME: theme.replace(b"photo: {widths: [32]", b"photo: {widths: [20, 32]")})
    built(root)
    assert files(jobs)
    assert all("-20-" in path for path in files(jobs))


def test_another_credit_encodes_nothing_and_is_in_the_files(
    root: Path, jobs: list[PhotoJob]
) -> None:
    notes = root / "galleries/m3/gallery.yaml"
    text = notes.read_text()
    assert "credit:" not in text
    notes.write_text(f"{text}credit: Ida Bremer\n")
    report = built(root)
    assert files(jobs) == []
    pictures = [path for path in report.urls if path.startswith("galleries/m3/") and "-" in path]
    assert pictures
    assert all(b"Ida Bremer" in (root / "public" / path).read_bytes() for path in pictures)
    clean = write(root.parent / "clean", {**site_files(), **tree_of(root)})
    built(clean)
    assert not differences(tree(root / "public"), tree(clean / "public"))


def tree_of(root: Path) -> dict[str, bytes]:
    return {"galleries/m3/gallery.yaml": (root / "galleries/m3/gallery.yaml").read_bytes()}


def test_ctrl_c_loses_nothing_that_was_made(tmp_path: Path, jobs: list[PhotoJob]) -> None:
    root = write(tmp_path / "site", site_files())
    put = PictureCache.put
    kept: list[str] = []

    def interrupted(self: PictureCache, key: str, data: bytes) -> Path | None:
        if len(kept) == 9:
            raise KeyboardInterrupt
        kept.append(key)
        return put(self, key, data)

    with (
        mock.patch.object(PictureCache, "put", interrupted),
        pytest.raises(KeyboardInterrupt),
    ):
        built(root)
    decoded = [job.source for job in jobs]
    jobs.clear()
    assert built(root).published
    again = {output.rendition.key for job in jobs for output in job.outputs}
    assert not again & set(kept)
    # Of the photo that was under way some is new; of those before it nothing, not even the look.
    assert not {job.source for job in jobs} & set(decoded[:-1])
    clean = write(tmp_path / "clean", site_files())
    built(clean)
    assert not differences(tree(root / "public"), tree(clean / "public"))


def test_a_look_that_is_lost_is_made_again_without_a_file(root: Path, jobs: list[PhotoJob]) -> None:
    before = tree(root / "public")
    (root / ".carblog/store.db").unlink()
    built(root)
    assert jobs
    assert files(jobs) == []
    assert not differences(tree(root / "public"), before)


def test_a_photo_weighs_what_its_decoded_pixels_do() -> None:
    png = memory(80_000_000, "PNG", 2)
    assert 4 * 80_000_000 < png < memory(80_000_000, "WEBP", 2) < 2 << 30
    assert memory(80_000_000, "JPEG", 4) < memory(80_000_000, "JPEG", 1) < png


def test_a_job_weighs_what_its_largest_file_needs(root: Path, jobs: list[PhotoJob]) -> None:
    shutil.rmtree(root / ".carblog")
    shutil.rmtree(root / "public")
    built(root)
    [job] = [job for job in jobs if job.source == "galleries/m3/1.jpg"]
    assert job.memory == memory(job.pixels, "JPEG", 1)
    larger = msgspec.structs.replace(job, pixels=job.pixels * 9)
    assert larger.memory > job.memory
    assert larger.seconds > job.seconds
    assert job.slow_share == 0.0


def with_other_pixels(png: bytes) -> bytes:
    """A PNG that looks whole, until it is decoded."""
    at = png.index(b"IDAT")
    length = int.from_bytes(png[at - 4 : at])
    chunk = b"IDAT" + b"\xff" * length
    return png[:at] + chunk + zlib.crc32(chunk).to_bytes(4) + png[at + 8 + length :]


KILLER = """
import multiprocessing, os
from PIL import Image
as_it_was = Image.open
def fatal(file, *rest, **options):
    image = as_it_was(file, *rest, **options)
    if image.width == 77 and multiprocessing.parent_process():
        os.kill(os.getpid(), 9)
    return image
Image.open = fatal
"""


def test_a_photo_that_kills_its_process_is_named_while_all_others_are_made_and_told(
    tmp_path: Path,
) -> None:
    site = {
        **site_files(),
        "galleries/m3/killer.jpg": saved(Image.new("RGB", (77, 60), "teal"), "JPEG"),
        "galleries/m3/broken.png": with_other_pixels(saved(Image.new("RGB", (64, 48)), "PNG")),
    }
    root = write(tmp_path / "site", site)
    write(tmp_path / "patch", {"sitecustomize.py": KILLER})
    command = [sys.executable, "-m", "carblog", "build", "-j", "2", "--now", "2026-06-01"]
    path = os.pathsep.join([str(tmp_path / "patch"), str(ROOT)])
    run = subprocess.run(
        command,
        cwd=root,
        env={**os.environ, "PYTHONPATH": path},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert run.returncode == 3, run.stderr
    assert "galleries/m3/killer.jpg: error[worker-killed]" in run.stderr
    assert "galleries/m3/broken.png: error[photo-broken]" in run.stderr
    assert "Traceback" not in run.stderr
    assert run.stderr.endswith("Nothing was published.\n")
    assert not (root / "public").exists()
    (root / "galleries/m3/killer.jpg").unlink()
    (root / "galleries/m3/broken.png").unlink()
    with mock.patch.object(PictureCache, "put", side_effect=AssertionError("encoded again")):
        assert built(root).published
