"""Ugly inputs, one by one: each is published right, or refused with its reason."""

import pytest
from PIL import Image

from carblog.make.picture import make_pictures
from carblog.model.content import Picture
from carblog.model.picture import Rendition
from carblog.model.problem import Problem
from carblog.read.picture import read_picture
from tests.support.photos import distance, opened
from tests.support.ugly.case import Published, Refused, Ugly
from tests.support.ugly.every import (
    FILES,
    PUBLISHED,
    REFUSED_UNSEEN,
    REFUSED_WHEN_MADE,
    REFUSED_WHEN_READ,
)


def name_of(ugly: Ugly) -> str:
    return ugly.name


def of_each(files: list[Ugly]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("ugly", files, ids=name_of)


def made(ugly: Ugly) -> tuple[Image.Image, tuple[Problem, ...]] | Problem:
    """The picture in its own size and without loss, and what was said about it."""
    read = read_picture(f"galleries/ugly/{ugly.name}", ugly.data)
    assert isinstance(read.value, Picture)
    assert read.value.format, read.problems
    whole = Rendition(
        path="/a.png",
        width=read.value.width,
        height=read.value.height,
        format="png",
        quality=80,
        crop=None,
        key="a",
    )
    photo = make_pictures(ugly.data, [whole], [], ugly.name)
    return photo if isinstance(photo, Problem) else (opened(photo.files[0]), read.problems)


def test_there_are_many_of_them_and_no_two_are_alike() -> None:
    assert len(FILES) >= 200
    assert len({ugly.name for ugly in FILES}) == len(FILES)


@of_each(PUBLISHED)
def test_it_is_published_with_the_pixels_that_were_meant(ugly: Ugly) -> None:
    assert isinstance(ugly.outcome, Published)
    found = made(ugly)
    assert not isinstance(found, Problem), found
    picture, _ = found
    assert picture.size == ugly.outcome.size
    assert not picture.info.keys() & {"icc_profile", "exif", "xmp", "comment", "gamma"}
    for name, expected in ugly.outcome.corners.items():
        seen = pixel(picture, name)
        *colour, alpha = expected if len(expected) == 4 else (*expected, 255)
        assert abs(seen[3] - alpha) <= ugly.outcome.within, (name, seen)
        if alpha:
            assert distance(seen[:3], tuple(colour)) <= ugly.outcome.within, (name, seen, colour)


def pixel(picture: Image.Image, corner: str) -> tuple[int, ...]:
    """The middle of a quarter, with its alpha."""
    across, down = 3 if corner[1] == "R" else 1, 3 if corner[0] == "B" else 1
    at = picture.width * across // 4, picture.height * down // 4
    found = picture.convert("RGBA").getpixel(at)
    assert isinstance(found, tuple)
    return tuple(int(value) for value in found)


@of_each(PUBLISHED)
def test_what_is_lost_is_told_with_the_way_out(ugly: Ugly) -> None:
    assert isinstance(ugly.outcome, Published)
    told = read_picture(f"galleries/ugly/{ugly.name}", ugly.data).problems
    assert tuple(problem.code for problem in told) == ugly.outcome.warned
    for problem in told:
        assert (problem.severity, problem.place.path) == ("warning", f"galleries/ugly/{ugly.name}")
        assert ugly.outcome.says in problem.message
        assert problem.hint


@of_each(REFUSED_WHEN_READ)
def test_it_is_refused_once_with_its_name_and_the_reason(ugly: Ugly) -> None:
    [problem] = read_picture(f"galleries/ugly/{ugly.name}", ugly.data).problems
    assert problem.place.path == f"galleries/ugly/{ugly.name}"
    assert is_as_expected(problem, ugly)


def is_as_expected(problem: Problem, ugly: Ugly) -> bool:
    assert isinstance(ugly.outcome, Refused)
    assert problem.hint
    assert "object at 0x" not in problem.message
    assert problem.severity == "error"
    return problem.code == ugly.outcome.code and ugly.outcome.says in problem.message


@of_each(REFUSED_WHEN_MADE)
def test_what_only_decoding_finds_is_a_problem_too(ugly: Ugly) -> None:
    problem = made(ugly)
    assert isinstance(problem, Problem)
    assert is_as_expected(problem, ugly)


@of_each(REFUSED_UNSEEN)
def test_no_decoder_sees_what_is_cut_or_too_large_or_no_picture(
    ugly: Ugly, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(Image, "open", lambda *_args, **_given: asked.append("a decoder"))
    read_picture(f"galleries/ugly/{ugly.name}", ugly.data)
    assert asked == []


@of_each(PUBLISHED)
def test_one_decoder_is_asked(ugly: Ugly, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []
    open_ = Image.open

    def spy(file: object, formats: object = None) -> Image.Image:
        asked.append(formats)
        return open_(file, formats=formats)  # type: ignore[arg-type]

    monkeypatch.setattr(Image, "open", spy)
    read_picture(f"galleries/ugly/{ugly.name}", ugly.data)
    [formats] = asked
    assert isinstance(formats, list)
    assert len(formats) == 1
