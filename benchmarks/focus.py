"""How much of their subjects crops keep: cut from the middle, around the automatic focus, around
the focus that somebody set: `python -m benchmarks.focus`.

The thirty demonstration pictures have their subjects in the middle, as most photographs do. So each
is also cut until its subject touches an edge, and widened by mirroring what is beside the subject,
as photographers leave room for words.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import fmean
from typing import NamedTuple

import yaml
from PIL import Image, ImageOps

from benchmarks.report import Table, write
from benchmarks.subjects import SUBJECTS
from carblog.make.focus import LOOKED_AT, automatic_focus
from carblog.model.picture import Focus, Ratio, crop_box

ROOT = Path(__file__).parent.parent
GALLERIES = ROOT / "galleries"
DOCUMENT = ROOT / "docs" / "pictures.md"
SHEET = ROOT / "docs" / "images" / "crops.webp"

RATIOS: tuple[Ratio, ...] = ((16, 9), (4, 3), (1, 1), (1200, 630))
MIDDLE: Focus = (0.5, 0.5)
ROOM = 0.6
"""How much of a picture's width is put beside it."""
FREE = 0.04
"""The narrowest strip beside a subject that is mirrored."""
SMALL = 360
"""Pixels of the longer side that pictures are looked at in."""


class Case(NamedTuple):
    """A picture with its subject, and the focus that somebody set, in pixels of it."""

    name: str
    group: str
    picture: Image.Image
    subject: tuple[float, float, float, float]
    focus: Focus | None


class Kept(NamedTuple):
    """The share of the subject that is in the crop."""

    middle: float
    automatic: float
    by_hand: float | None


def cases() -> Iterator[Case]:
    """Every demonstration picture, as it is and with its subject elsewhere."""
    for name, (left, top, right, bottom) in SUBJECTS.items():
        with Image.open(GALLERIES / name) as file:
            file.draft("RGB", (SMALL, SMALL))
            picture = file.convert("RGB")
        picture.thumbnail((SMALL, SMALL), Image.Resampling.LANCZOS)
        across, down = picture.size
        focus = _set_by_hand(name)
        point = (focus[0] * across, focus[1] * down) if focus else None
        subject = (left * across, top * down, right * across, bottom * down)
        case = Case(name, "as it is", picture, subject, point)
        yield case
        yield from _cut(case)
        yield from _widened(case)


def _set_by_hand(name: str) -> Focus | None:
    gallery, _, file = name.partition("/")
    notes = yaml.safe_load((GALLERIES / gallery / "gallery.yaml").read_text(encoding="utf-8"))
    focus = notes["photos"].get(file, {}).get("focus")
    return (focus[0], focus[1]) if focus else None


def _cut(case: Case) -> Iterator[Case]:
    """Without what is on one side of the subject."""
    width, height = case.picture.size
    left, top, right, bottom = case.subject
    for group, x, y, to_x, to_y in (
        ("at the left", round(left), 0, width, height),
        ("at the right", 0, 0, round(right), height),
        ("at the top", 0, round(top), width, height),
        ("at the bottom", 0, 0, width, round(bottom)),
    ):
        cut = case.picture.crop((x, y, to_x, to_y))
        if cut.width < 0.97 * width or cut.height < 0.97 * height:
            yield _moved(case, group, cut, -x, -y)


def _widened(case: Case) -> Iterator[Case]:
    """With the strip beside the subject mirrored again and again."""
    width, height = case.picture.size
    for group, is_left, free in (
        ("room at the left", True, round(case.subject[0])),
        ("room at the right", False, round(width - case.subject[2])),
    ):
        if free < FREE * width:
            continue
        strip = (0, 0, free, height) if is_left else (width - free, 0, width, height)
        tile, count = case.picture.crop(strip), round(ROOM * width / free)
        wide = Image.new("RGB", (width + count * free, height))
        shift = count * free if is_left else 0
        wide.paste(case.picture, (shift, 0))
        for place in range(count):
            tile = ImageOps.mirror(tile)
            at = shift - (place + 1) * free if is_left else width + place * free
            wide.paste(tile, (at, 0))
        yield _moved(case, group, wide, shift, 0)


def _moved(case: Case, group: str, picture: Image.Image, x: int, y: int) -> Case:
    left, top, right, bottom = case.subject
    focus = (case.focus[0] + x, case.focus[1] + y) if case.focus else None
    return Case(case.name, group, picture, (left + x, top + y, right + x, bottom + y), focus)


def kept(case: Case) -> dict[Ratio, Kept]:
    """What crops of each ratio keep of one picture's subject."""
    width, height = case.picture.size
    automatic = found(case.picture)
    by_hand = (case.focus[0] / width, case.focus[1] / height) if case.focus else None
    return {
        ratio: Kept(
            _share(case, ratio, MIDDLE),
            _share(case, ratio, automatic),
            _share(case, ratio, by_hand) if by_hand else None,
        )
        for ratio in RATIOS
    }


def found(picture: Image.Image) -> Focus:
    """The automatic focus, as the maker asks for it."""
    scale = LOOKED_AT / max(picture.size)
    size = (max(1, round(picture.width * scale)), max(1, round(picture.height * scale)))
    return automatic_focus(picture.resize(size, Image.Resampling.LANCZOS))


def _share(case: Case, ratio: Ratio, focus: Focus) -> float:
    left, top, right, bottom = crop_box(case.picture.size, ratio, focus)
    subject = case.subject
    across = min(right, subject[2]) - max(left, subject[0])
    down = min(bottom, subject[3]) - max(top, subject[1])
    area = (subject[2] - subject[0]) * (subject[3] - subject[1])
    return max(0.0, across) * max(0.0, down) / area


def table_of(everything: Sequence[Case]) -> Table:
    """One row a kind of picture, and one a ratio."""
    groups: dict[str, list[Kept]] = defaultdict(list)
    ratios: dict[str, list[Kept]] = defaultdict(list)
    for case in everything:
        for ratio, share in kept(case).items():
            groups[case.group].append(share)
            ratios[f"all, to {ratio[0]}:{ratio[1]}"].append(share)
    everywhere = [share for shares in groups.values() for share in shares]
    table = Table("subject", "crops", "from the middle", "automatic", "set by hand")
    for row, shares in [*groups.items(), *ratios.items(), ("all", everywhere)]:
        by_hand = [share.by_hand for share in shares if share.by_hand is not None]
        means = (
            fmean(share.middle for share in shares),
            fmean(share.automatic for share in shares),
            fmean(by_hand),
        )
        table.row(row, str(len(shares)), *(f"{mean:.1%}" for mean in means))
    return table


SHOWN = (
    ("coupe-teaser/02-rear-three-quarter.jpg", "room at the left"),
    ("electric-suv-concept/03-side.jpg", "room at the right"),
    ("city-hatch/05-evening.jpg", "room at the left"),
    ("city-hatch/08-lamp.jpg", "room at the right"),
)
"""What the picture in the document shows: two where it helps, one where it hardly does, one where
it is worse than nothing."""


def sheet(everything: Sequence[Case]) -> Image.Image:
    """Each picture with its square crops: from the middle, automatic, set by hand."""
    high, gap = 150, 6
    wide = 16 * high // 9
    page = Image.new("RGB", (wide + 3 * (high + gap), len(SHOWN) * (high + gap) - gap), "white")
    by_name = {(case.name, case.group): case for case in everything}
    for row, shown in enumerate(SHOWN):
        case, down = by_name[shown], row * (high + gap)
        whole = ImageOps.pad(case.picture, (wide, high), Image.Resampling.LANCZOS, color="white")
        page.paste(whole, (0, down))
        width, height = case.picture.size
        by_hand = (case.focus[0] / width, case.focus[1] / height) if case.focus else MIDDLE
        for column, focus in enumerate((MIDDLE, found(case.picture), by_hand)):
            square = case.picture.crop(crop_box(case.picture.size, (1, 1), focus))
            square = square.resize((high, high), Image.Resampling.LANCZOS)
            page.paste(square, (wide + gap + column * (high + gap), down))
    return page


def main() -> None:
    """Prints the table, and writes it and the picture into the documents."""
    everything = list(cases())
    text = str(table_of(everything))
    print(text)
    write("crops", text, DOCUMENT)
    sheet(everything).save(SHEET, "WEBP", quality=80, method=6)


if __name__ == "__main__":
    main()
