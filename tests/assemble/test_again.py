"""Assembling again gives what assembling anew gives, and what is the same is the same object."""

from collections.abc import Mapping
from datetime import timedelta
from functools import lru_cache

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from carblog.assemble.due import Clock
from carblog.assemble.site import Assembled, Assembler, assemble
from carblog.model.content import Content, Read, Reading
from carblog.model.settings import Settings
from carblog.read.settings import read_settings
from tests.support.written import NOW, WORDS, content_of, jpeg, read_all, story, xmp

Files = dict[str, str | bytes]
Saved = dict[str, str | bytes | None]

TARGETS = (
    *("a.md", "b.md#one", "../reviews/c", "../reviews/c/index.md#two", "../pages/about.md"),
    *("../authors/jo.md", "../cars/bmw/m3.yaml", "../leaflet.pdf", "gone.md", "/tags/"),
    *("../../galleries/m3", "../../galleries/m3/01.jpg", "../../galleries/m3/sport"),
)
SHOWN = (
    *("../../galleries/m3/01.jpg", "../../galleries/m3/sport/02.jpg", "../../galleries/m3/"),
    *("../own.jpg", "../cars/bmw/m3.yaml", "https://youtu.be/aaaaaaaaaaa", "../gone.jpg"),
)
ARTICLES = (
    *("content/news/a.md", "content/news/b.md", "content/reviews/c/index.md"),
    *("content/pages/about.md", "content/extra/d.md"),
)
DATES = ("2026-05-01", "2026-05-02", "2026-06-01T13:00:00Z", "2026-06-03")


@st.composite
def articles(draw: st.DrawFn) -> str:
    links = draw(st.lists(st.sampled_from(TARGETS), max_size=3))
    shown = draw(st.lists(st.sampled_from(SHOWN), max_size=2))
    body = "\n\n".join(
        [
            *draw(st.lists(st.sampled_from(["## One", "## Two"]), max_size=2, unique=True)),
            *(f"[a link]({target})" for target in links),
            *(f"![What it shows]({target})" for target in shown),
            *draw(st.lists(st.just('![Pair](../own.jpg "../other.jpg")'), max_size=1)),
        ]
    )
    more = {
        "date": st.sampled_from(DATES),
        "draft": st.sampled_from(["true", "false"]),
        "expires": st.sampled_from(["2026-06-01T14:00:00Z", "2027-01-01"]),
        "authors": st.sampled_from(["[Jo Doe]", "[Ann, Jo Doe]"]),
        "cars": st.sampled_from(["[bmw/m3]", "[bmw/m4]"]),
        "image": st.sampled_from(["../own.jpg", "../../galleries/m3/01.jpg"]),
        "gallery": st.sampled_from(["m3", "m3/sport", "m4"]),
        "photos": st.sampled_from(["{../own.jpg: {redact: [0, 0, 0.5, 0.5]}}"]),
        "tags": st.sampled_from(["[One]", "[One, Two]", "[Two]"]),
        "params": st.sampled_from(["{one: 1, two: 2}", "{two: 2, one: 1}"]),
    }
    chosen = {key: draw(values) for key, values in more.items() if draw(st.booleans())}
    return story(draw(st.sampled_from(["Here", "There"])), body, **chosen)


OTHERS: dict[str, tuple[str | bytes, ...]] = {
    "galleries/m3/01.jpg": (jpeg(), jpeg(colour="red")),
    "galleries/m3/02.jpg": (jpeg(colour="blue"),),
    "galleries/m3/01.jpg.xmp": (xmp("<photoshop:Credit>A</photoshop:Credit>"),),
    "galleries/m3/gallery.yaml": (
        *("caption: The M3\n", "caption: The M3\ncredit: Jo\n", "draft: true\n"),
        *("date: 2026-06-02\n", "order: [02.jpg]\n", "[A link](../../content/news/a.md)\n"),
    ),
    "galleries/m3/sport/02.jpg": (jpeg(colour="green"),),
    "galleries/m3/sport/gallery.yaml": ("title: Sport\n", "draft: true\n", "spin: true\n"),
    "content/own.jpg": (jpeg(colour="black"), jpeg(64, 36)),
    "content/own.xmp": (xmp("<photoshop:Credit>B</photoshop:Credit>"),),
    "content/other.jpg": (jpeg(colour="white"),),
    "content/leaflet.pdf": (b"%PDF-1", b"%PDF-2"),
    "content/authors/jo.md": (
        *("---\nname: Jo Doe\n---\n\nWrites [this](../news/a.md).\n", "---\nname: Ann\n---\n"),
    ),
    "content/authors/ann.md": ("---\nname: Ann\nphoto: ../own.jpg\n---\n",),
    "content/cars/bmw/m3.yaml": (
        "make: BMW\nname: M3\nspecs: {Engine: {Power: 252 kW}}\n",
        "make: BMW\nname: M3\nimage: ../../own.jpg\n",
    ),
    "site.yaml": (
        "title: One\n",
        "trust: contributors\n",
        "timezone: Asia/Tokyo\n",
        "sections: {news: {title: News, kind: opinion}}\n",
        "menus: {main: [pages/about.md, news], footer: [extra]}\n",
        "menus: {footer: [extra], main: [pages/about.md, news]}\n",
    ),
}


class Step(msgspec.Struct):
    """What is saved at once, and the clock when it is assembled."""

    saved: Saved
    hours: int
    drafts: bool
    strings: bool


@st.composite
def steps(draw: st.DrawFn) -> Step:
    paths = draw(st.lists(st.sampled_from([*ARTICLES, *ARTICLES, *OTHERS]), max_size=4))
    return Step(
        saved={
            path: draw(
                st.none()
                | (articles() if path in ARTICLES else st.sampled_from(OTHERS.get(path, ())))
            )
            for path in paths
        },
        hours=draw(st.sampled_from([0, 0, 0, 0, 1, 1, 30, -1])),
        drafts=draw(st.sampled_from([False, False, False, True])),
        strings=draw(st.sampled_from([True, True, True, False])),
    )


@lru_cache(maxsize=5000)
def read(path: str, data: str | bytes, reading: Reading) -> Read | None:
    """Like the flow: a file that is the same is the same value."""
    return read_all({path: data}, reading).get(path)


def asked(files: Files) -> tuple[Content, Settings]:
    text = files.get("site.yaml", "")
    site, _ = read_settings("site.yaml", text.encode() if isinstance(text, str) else text)
    reading = Reading(timezone=(site or Settings()).timezone)
    found = {path: read(path, data, reading) for path, data in sorted(files.items())}
    values: Mapping[str, Read] = {path: value for path, value in found.items() if value}
    return content_of(files, values), site or Settings()


def as_bytes(made: Assembled) -> bytes:
    """With the order of dicts, which equality does not see."""
    return msgspec.json.encode(made)


def after(files: Files, saved: Saved) -> Files:
    """The files once these are saved; None: deleted."""
    return {path: data for path, data in {**files, **saved}.items() if data is not None}


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.fixed_dictionaries({path: articles() for path in ARTICLES}),
    st.lists(steps(), min_size=2, max_size=7),
)
def test_assembling_again_gives_what_assembling_anew_gives(
    written: dict[str, str], saves: list[Step]
) -> None:
    assembler, now = Assembler(), NOW
    files: Files = {**{path: data[0] for path, data in OTHERS.items()}, **written}
    for save in [Step({}, 0, drafts=False, strings=True), *saves]:
        files = after(files, save.saved)
        now += timedelta(hours=save.hours)
        content, site = asked(files)
        strings = WORDS if save.strings else {}
        clock = Clock(now=now, drafts=save.drafts)
        again = assembler.assemble(content, site, strings, clock)
        assert as_bytes(again) == as_bytes(assemble(content, site, strings, clock))


BASE: Files = {
    **{path: data[0] for path, data in OTHERS.items()},
    "content/news/a.md": story(
        "A",
        "[b](b.md#one) [c](../reviews/c) [leaflet](../leaflet.pdf) [Jo](../authors/jo.md)\n\n"
        "![Own](../own.jpg)\n\n![Car](../cars/bmw/m3.yaml)\n\n![Photo](../../galleries/m3/01.jpg)",
        authors="[Jo Doe]",
        cars="[bmw/m3]",
        gallery="m3/sport",
        params="{one: 1, two: 2}",
    ),
    "content/news/b.md": story("B", "## One\n\n![Own](../own.jpg)"),
    "content/reviews/c/index.md": story("C", "![All](../../../galleries/m3/)"),
}

OTHER_ORDER = str(BASE["content/news/a.md"]).replace("one: 1, two: 2", "two: 2, one: 1")
REDACTED = "{../own.jpg: {redact: [0, 0, 0.5, 0.5]}}"

EDITS: list[Saved] = [
    *(Saved({path: None}) for path in BASE),
    Saved(dict.fromkeys(path for path in BASE if path.startswith("galleries/"))),
    *(Saved({path: data}) for path, variants in OTHERS.items() for data in variants[1:]),
    {"content/news/b.md": story("B", "## Two\n\n![Own](../own.jpg)")},
    {"content/news/b.md": story("B", "## One", photos=REDACTED)},
    {"content/news/b.md": story("B", "## One", draft="true")},
    {"content/news/b.md": story("B", "## One", date="2026-06-03")},
    {"content/news/b.md": story("B", "## One", expires="2026-05-30")},
    {"content/reviews/c/index.md": story("C", slug="other")},
    {"content/reviews/c/index.md": story("C", draft="true")},
    {"content/news/a.md": OTHER_ORDER},
    {"content/extra/d.md": story("D", "![Photo](../../galleries/m3/02.jpg)")},
    {"galleries/m4/01.jpg": jpeg()},
]

HIDDEN: Files = {
    **BASE,
    "galleries/m3/gallery.yaml": "date: 2026-06-02\n",
    "galleries/m4/01.jpg": jpeg(),
    "content/extra/d.md": story("D", "![All](../../galleries/m4/)", draft="true"),
    "content/extra/e.md": story("E", cars="[bmw/m3, bmw/m4]"),
}

WHILE_HIDDEN: list[Saved] = [
    {"galleries/m3/gallery.yaml": "date: 2026-06-03\n"},
    {"content/extra/d.md": story("D", draft="true")},
    {"content/cars/bmw/m3.yaml": None},
    {"content/cars/bmw/m4.yaml": "make: BMW\nname: M4\n"},
]


def of(assembler: Assembler, files: Files) -> Assembled:
    return assembler.assemble(*asked(files), WORDS, Clock(now=NOW))


@pytest.mark.parametrize(
    ("base", "edit"),
    [
        *(pytest.param(BASE, edit, id=str([*edit])) for edit in EDITS),
        *(pytest.param(HIDDEN, edit, id=f"hidden-{[*edit]}") for edit in WHILE_HIDDEN),
    ],
)
def test_any_one_edit_is_seen_by_all_that_depends_on_it_and_so_is_its_undoing(
    base: Files, edit: Saved
) -> None:
    assembler = Assembler()
    for files in (base, after(base, edit), base):
        assert as_bytes(of(assembler, files)) == as_bytes(of(Assembler(), files))


def test_whoever_is_not_touched_by_an_edit_is_the_same_object() -> None:
    assembler = Assembler()
    before = of(assembler, BASE).site
    text = "## One\n\nAnother text."
    now = of(assembler, {**BASE, "content/news/b.md": story("B", text)}).site
    assert [story.article.title for story in now.stories] == ["A", "B", "C"]
    same = [one is other for one, other in zip(now.stories, before.stories, strict=True)]
    assert same == [True, False, True]
    for name in ("settings", "albums", "profiles", "records", "menus", "pages", "waiting"):
        assert getattr(now, name) is getattr(before, name), name


def test_a_caption_changes_its_photo_and_no_other_of_the_gallery() -> None:
    assembler = Assembler()
    before = of(assembler, BASE).site
    note = "caption: The M3\nphotos: {02.jpg: {caption: The tail}}\n"
    now = of(assembler, {**BASE, "galleries/m3/gallery.yaml": note}).site
    (old, _), (new, sport) = before.albums, now.albums
    assert new.photos[0] is old.photos[0]
    assert new.photos[1].caption == "The tail"
    assert sport is before.albums[1]


def test_a_later_moment_at_which_the_same_is_due_makes_the_same_site() -> None:
    assembler = Assembler()
    before = of(assembler, BASE)
    later = Clock(now=NOW + timedelta(minutes=1))
    assert assembler.assemble(*asked(BASE), WORDS, later).site is before.site
