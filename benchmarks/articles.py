"""Articles to measure with: the same texts every time, in everybody's own front matter.

`python -m benchmarks.articles FOLDER --articles 5000 --photos 10000` makes a site of carblog.
"""

import argparse
import random
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from benchmarks.corpus import specks

SITES = Path(__file__).parent / "sites"
"""By generator: all that a site has beside its articles."""

FIRST = datetime(2016, 1, 4, 8, tzinfo=UTC)
BETWEEN = timedelta(minutes=45)
"""One article and the next: 100,000 of them end in July 2024, so every one is published."""

IN_GALLERY = 100
"""Photos."""

AUTHORS = (
    "Ada Brook",
    "Ben Castle",
    "Cleo Marsh",
    "Dov Harper",
    "Edie Lane",
    "Finn Porter",
    "Gwen Archer",
    "Hugh Miller",
    "Iris Fletcher",
    "Jon Weaver",
    "Kit Mason",
    "Lena Cooper",
)
TAGS = (
    *("electric", "diesel", "hybrid", "estate", "saloon", "coupe", "roadster", "hatchback"),
    *("van", "pickup", "racing", "rally", "classic", "design", "safety", "tyres"),
    *("charging", "touring", "winter", "prices"),
)
_PLACES = (
    "coast road",
    "ring road",
    "old pass",
    "test track",
    "motorway",
    "harbour",
    "high street",
)
_PARTS = ("suspension", "steering", "gearbox", "cabin", "boot", "battery", "bonnet", "dashboard")
_WORDS = tuple(
    "car road driver wheel seat mile engine brake corner light window door morning evening bridge "
    "village mountain valley traffic queue winter summer rain sun quiet loud soft firm quick slow "
    "long short early late new old simple clever heavy light turns holds leans grips slides stops "
    "starts climbs rolls hums whistles carries feels looks seems stays leaves reaches follows and "
    "but while because although under over behind before after with without near beyond".split()
)


class Article(NamedTuple):
    """One of them; its text is Markdown that all generators read alike."""

    number: int
    """From 1, the oldest."""
    title: str
    date: datetime
    author: str
    tags: tuple[str, ...]
    """Two."""
    text: str

    @property
    def slug(self) -> str:
        """The last part of its address: `story-00001`."""
        return f"story-{self.number:05}"

    @property
    def summary(self) -> str:
        """How its text begins, without markup: fifty words, for lists of who cannot cut a text."""
        return self.text.partition(" The **")[0]


def articles(count: int) -> Iterator[Article]:
    """`count` of them, oldest first; the same number always has the same words."""
    return map(article, range(1, count + 1))


def article(number: int) -> Article:
    """About 390 words: headings, a table, a list, a quote, bold and links."""
    chance = random.Random(number)  # noqa: S311 - a corpus, not a secret
    place, part = chance.choice(_PLACES), chance.choice(_PARTS)
    return Article(
        number=number,
        title=f"{part.capitalize()} on the {place}: report {number}",
        date=FIRST + BETWEEN * (number - 1),
        author=chance.choice(AUTHORS),
        tags=tuple(chance.sample(TAGS, 2)),
        text=_text(chance, place, part),
    )


def _text(chance: random.Random, place: str, part: str) -> str:
    def words(count: int) -> str:
        said = " ".join(chance.choices(_WORDS, k=count))
        return f"{said[0].upper()}{said[1:]}."

    def paragraph() -> str:
        return " ".join(words(count) for count in (9, 14, 11, 16))

    weight, reach, noise = (
        chance.randint(900, 2400),
        chance.randint(180, 480),
        chance.randint(58, 74),
    )
    return f"""\
{paragraph()} The **{part}** is "the best of it", said [its maker](https://maker.example/{part}).

## On the {place}

{paragraph()} {words(12)}

| Figure | Claimed | Measured |
|--------|--------:|---------:|
| Weight | {weight} kg | {weight + 45} kg |
| Range | {reach} miles | {reach - 19} miles |
| Noise at 70 mph | {noise} dB | {noise + 2} dB |

{paragraph()}

## What we liked

- {words(8)}
- {words(9)}
- A **{part}** that {words(6).lower()}

> {words(18)}

{paragraph()} It's more -- much more -- than [we had hoped](https://tests.example/{weight}).

### And what not

{paragraph()} {words(13)} Read [the long report](https://tests.example/{reach}), too.
"""


def for_carblog(each: Article) -> str:
    """The file of an article, as carblog has it."""
    return f"""---
title: "{each.title}"
date: {each.date:%Y-%m-%d %H:%M}
authors: [{each.author}]
tags: [{", ".join(each.tags)}]
---
{each.text}"""


def make(
    folder: Path,
    generator: str,
    into: str,
    count: int,
    written: Callable[[Article], str],
    ending: str = ".md",
) -> None:
    """The site of a generator with `count` articles in its folder `into`, from nothing."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(SITES / generator, folder)
    (folder / into).mkdir(parents=True, exist_ok=True)
    for each in articles(count):
        (folder / into / f"{each.slug}{ending}").write_text(written(each))


def carblog_site(folder: Path, count: int, photos: int = 0) -> None:
    """A site of carblog, and galleries of a hundred photos of 64 pixels each."""
    make(folder, "carblog", "content/articles", count, for_carblog)
    if photos:
        specks(folder / "galleries", -(-photos // IN_GALLERY), IN_GALLERY)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--articles", type=int, default=5_000)
    parser.add_argument("--photos", type=int, default=0)
    wanted = parser.parse_args()
    carblog_site(wanted.folder, wanted.articles, wanted.photos)
