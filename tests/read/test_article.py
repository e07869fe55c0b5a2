"""Articles as writers commit them."""

from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from carblog.model.content import Article, Lead, Read, Reading, Source
from carblog.read.article import NO_DATE, read_article
from tests.read.damage import damaged
from tests.read.samples import LONDON, STORY, hints, story, told

FULL = (Path(__file__).parent / "full.md").read_bytes()


def read(source: str, path: str = STORY) -> Read:
    return read_article(path, source.encode(), LONDON)


def value(source: str, path: str = STORY) -> Article:
    found = read(source, path)
    assert found.problems == ()
    assert isinstance(found.value, Article)
    return found.value


def test_an_article_with_every_key_is_read_without_a_problem() -> None:
    article = value(FULL.decode(), "content/reviews/pip/index.md")
    assert (article.section, article.slug, article.url) == ("reviews", "pip-test", "/cars/pip/")
    assert article.title == "Brindle Pip #1: driven"
    assert article.standfirst == "Sixty miles, one biscuit."
    assert article.date == datetime(2026, 6, 16, 9, tzinfo=UTC)
    assert article.updated == datetime(2026, 7, 9, 5, 30, tzinfo=UTC)
    assert article.expires == datetime(2030, 1, 1, tzinfo=UTC)
    assert (article.kind, article.draft, article.top_story) == ("road_test", False, True)
    assert article.authors == ("Priya Lindley", "Idris Penhallow")
    assert article.tags == ("electric", "City cars")
    assert [car.value for car in article.cars] == ["brindle/pip", "ostra/lido/mk1"]
    assert article.gallery is not None
    assert article.gallery.value == "city-hatch"
    assert article.measured == (("0-62 mph", "8.10 s"), ("Lap", "7:35"), ("Plate", "0123 NO"))
    assert (article.summary, article.description) == ("In short.", "For search engines.")
    assert (article.social_title, article.params) == ("Driven!", {"wide": True, "colour": "1.10"})
    assert [alias.value for alias in article.aliases] == ["/news/pip/", "/2026/06/pip.html"]
    assert article.template is not None
    assert article.template.value == "wide.html"
    assert article.sources == (
        Source("Press pack", "https://press.example/pip"),
        Source("press.example", "https://www.press.example/b"),
        Source("A conversation"),
    )
    assert article.prose.words == 3


def test_the_lead_picture_has_its_words_and_its_place() -> None:
    image = value(FULL.decode()).image
    assert isinstance(image, Lead)
    assert (image.caption, image.alt, image.credit) == ("The Pip", "An orange car", "K. Studio")
    assert image.focus == (0.52, 0.4)
    assert (image.src.target, image.src.embed) == ("../a b.jpg", True)
    assert (image.src.place.line, image.src.place.column) == (20, 8)


def test_the_video_has_chapters_in_seconds() -> None:
    video = value(FULL.decode()).video
    assert video is not None
    assert video.url.value == "https://www.youtube.com/watch?v=KerbwPip001"
    assert (video.duration, video.uploaded) == (761, datetime(2026, 7, 10, 15, 30, tzinfo=UTC))
    assert [(chapter.at, chapter.title) for chapter in video.chapters] == [
        (0, "Intro"),
        (95, "On the road"),
    ]
    assert video.transcript == "One.\n\nTwo."
    assert video.poster is not None
    assert video.poster.target == "poster.jpg"


def test_the_verdict_keeps_its_figures_as_typed() -> None:
    verdict = value(FULL.decode()).verdict
    assert verdict is not None
    assert (verdict.score, verdict.scale) == ("8.0", "10")
    assert verdict.subscores == (("Ride", "9"), ("Value", "7.5"))
    assert (verdict.pros, verdict.cons) == (("Light", "Honest"), ("Slow to charge",))
    assert verdict.price_as_tested == "£22,900"


def test_title_and_date_are_all_that_must_be_there() -> None:
    article = value("---\ntitle: x\ndate: 2026-11-20\n---\n")
    assert (article.title, article.prose.body) == ("x", "")
    found = read("---\nstandfirst: y\n---\nText.")
    assert set(told(found.problems)) == {'2:1 there is no "title"', '2:1 there is no "date"'}


def test_a_page_needs_no_date() -> None:
    article = value("---\ntitle: About\n---\nUs.", "content/pages/about.md")
    assert (article.is_page, article.url, article.date) == (True, "/about/", NO_DATE)


def test_the_date_in_a_files_name_is_the_default() -> None:
    path = "content/news/2026-11-20-x.md"
    assert value("---\ntitle: x\n---\n", path).date == datetime(2026, 11, 20, tzinfo=UTC)
    given_too = value("---\ntitle: x\ndate: 2026-11-21\n---\n", path)
    assert given_too.date == datetime(2026, 11, 21, tzinfo=UTC)
    found = read("---\ntitle: x\n---\n", "content/news/2026-13-20-x.md")
    assert told(found.problems) == ["0:0 the name of this file names the month 13"]


def test_all_problems_of_a_file_are_told_at_once_the_text_included() -> None:
    found = read("---\ntitle: x\ndate: 2024-02-30\ndraft: maybe\n---\n![x](javascript:x)\n")
    assert [problem.place.line for problem in found.problems] == [6, 3, 4]


def test_a_broken_file_still_has_an_address_so_that_links_to_it_are_not_blamed() -> None:
    for source in ("---\ntitle: a: b\n---\n", "no front matter", "---\ntitle: x\n"):
        found = read(source)
        assert isinstance(found.value, Article)
        assert found.value.url == "/news/x/"
        assert len(found.problems) == 1


def test_a_block_with_a_wrong_fence_is_never_a_part_of_the_text() -> None:
    for source in (
        "----\ntitle: x\n---\nText.",
        "title: secret\n\nText.",
        "+++\na='x'\n+++\nText.",
    ):
        found = read(source)
        assert any(problem.severity == "error" for problem in found.problems)
        assert "title" not in str(found.body)


def test_a_file_whose_name_cannot_be_in_a_url_is_no_article() -> None:
    found = read("---\ntitle: x\n---\n", "content/news/a#b.md")
    assert found.value is None
    [problem] = found.problems
    assert problem.message.startswith('this file has "a#b" in its path: it holds "#"')


def test_front_matter_has_a_size() -> None:
    found = read(f"---\ntitle: {'x' * 70_000}\n---\n")
    assert told(found.problems) == ["1:1 the front matter is longer than 64 kB"]


@pytest.mark.parametrize(
    ("keys", "draft"),
    [
        ("draft: true", True),
        ("draft: no", False),
        ("status: draft", True),
        ("status: hidden", True),
        ("status: published", False),
        ("published: false", True),
        ("published: true", False),
        ("published: 2026-11-20", False),
        ("draft: false\nstatus: draft", True),
    ],
)
def test_every_tools_way_to_say_draft_is_understood(keys: str, draft: bool) -> None:
    article, problems = story(keys)
    assert (article.draft, problems) == (draft, ())


def test_hugos_published_is_a_date() -> None:
    article = value("---\ntitle: x\npublished: 2026-11-20\n---\n")
    assert (article.date, article.draft) == (datetime(2026, 11, 20, tzinfo=UTC), False)


def test_other_tools_names_for_our_keys_are_understood() -> None:
    article, problems = story(
        "author: Nell\nlastmod: 2026-12-01\nredirect_from: /old/\nexcerpt: s\n"
        "cover: {image: a.jpg}\ncar: brindle/pip\npermalink: /p/\nexpiryDate: 2027-01-01"
    )
    assert problems == ()
    assert (article.authors, article.summary, article.url) == (("Nell",), "s", "/p/")
    assert article.image is not None
    assert article.image.src.target == "a.jpg"
    assert [alias.value for alias in article.aliases] == ["/old/"]
    assert article.updated is not None
    assert article.expires is not None


@pytest.mark.parametrize(
    ("key", "hint"),
    [
        ("categories", "tags"),
        ("layout", "template"),
        ("score", "verdict"),
        ("caption", "image"),
        ("tittle", "title"),
        ("featured", "top_story"),
        ("type", "kind"),
        ("my_own", "params"),
    ],
)
def test_an_unknown_key_is_a_warning_with_the_right_name(key: str, hint: str) -> None:
    _, problems = story(f"{key}: x")
    assert told(problems) == [f'4:1 warning: there is no key "{key}"']
    assert hint in problems[0].hint


def test_an_article_that_expires_before_it_appears_is_an_error() -> None:
    _, problems = story("expires: 2026-11-20 09:30")
    assert told(problems) == ['4:10 "expires" is not after "date": nobody would ever see this']


def test_an_update_before_the_date_is_a_warning() -> None:
    _, problems = story("updated: 2026-11-19")
    assert told(problems) == ['4:10 warning: "updated" is before "date"']


def test_tags_may_be_one_text_with_commas_and_the_same_tag_counts_once() -> None:
    article, problems = story("tags: electric, City Cars,  electric , city-cars, Élan, elan")
    assert (article.tags, problems) == (("electric", "City Cars", "Élan"), ())


def test_a_tag_in_a_list_keeps_its_comma() -> None:
    assert story("tags: ['Rolls, Royce']")[0].tags == ("Rolls, Royce",)


def test_a_tag_without_a_letter_cannot_have_a_page() -> None:
    _, problems = story("tags: [a, '!!']")
    assert told(problems) == ['4:11 "tags" cannot have "!!"']


def test_a_car_is_make_and_model_and_perhaps_more() -> None:
    article, problems = story("cars: [a/b/c/d, porsche, a//b, ../x, a/b/c/d/e]")
    assert article.cars[0].value == "a/b/c/d"
    assert [problem.message for problem in problems] == [
        f'"cars" cannot have "{car}"' for car in ("porsche", "a//b", "../x", "a/b/c/d/e")
    ]


@pytest.mark.parametrize("slug", ["a/b", "..", ".x", "a#b", "a?b", "CON"])
def test_a_slug_cannot_lead_out_of_its_folder(slug: str) -> None:
    article, problems = story(f'slug: "{slug}"')
    assert article.url == "/news/x/"
    assert [(problem.code, problem.place.line) for problem in problems] == [("path-name", 4)]


@pytest.mark.parametrize("path", ["/../x/", "x/", "https://a.b/", "/%2e%2e/x/", "//a.b/"])
def test_urls_and_aliases_cannot_lead_out_of_the_site(path: str) -> None:
    for key in ("url", "aliases"):
        article, problems = story(f'{key}: "{path}"')
        assert (article.url, article.aliases) == ("/news/x/", ())
        assert [problem.code for problem in problems] == ["path-name"]


@pytest.mark.parametrize(
    ("keys", "problem"),
    [
        ("verdict: {score: 11}", '4:18 "score" must be from 0 to 10, not 11'),
        ("verdict: {score: 4, scale: 0}", '4:28 "scale" must be more than 0'),
        ("verdict: {scale: 5}", '4:10 there is no "score" in "verdict"'),
        ("verdict: {score: 8/10}", '4:18 "score" must be a number alone, not "8/10"'),
        (
            "verdict: {score: 4, scale: 5, subscores: {Ride: 5.5}}",
            '4:49 "Ride" must be from 0 to 5, not 5.5',
        ),
        ("video: youtube", '4:8 "video" must be an address on the web, not "youtube"'),
        ("video: {poster: x.jpg}", '4:8 there is no "url" in "video"'),
        ("image: {alt: x}", '4:8 there is no "src" in "image"'),
        ("image: {src: x.jpg, focus: [0.5]}", '4:28 "focus" must be two fractions'),
        ("sources: [[x]]", '4:11 "sources" must be one text, not a list'),
        ("sources: [{url: x}]", '4:17 "url" must be an address on the web, not "x"'),
        ("measured: [8.9]", '4:11 "measured" must be a group of keys, not a list'),
    ],
)
def test_a_value_that_cannot_be_is_told_where_it_stands(keys: str, problem: str) -> None:
    assert problem in told(story(keys)[1])


def test_a_score_out_of_ten_is_answered_with_score_and_scale() -> None:
    assert hints(story("verdict: {score: 8/10}")[1]) == [
        "write 8; `scale: 10` says once what it is out of"
    ]


@pytest.mark.parametrize(
    ("chapters", "problem"),
    [
        ("[{at: 1:35, title: a}, {at: 1:35, title: b}]", '"at" is not later than "a" before it'),
        ("[{at: 12:41, title: a}]", '"at" is not before the end of the video'),
        ("[{title: a}]", 'there is no "at" in "chapters"'),
        ("[{at: 0:00}]", 'there is no "title" in "chapters"'),
        ("[Intro]", '"chapters" must be a group of keys, not a text'),
    ],
)
def test_chapters_rise_and_end_before_the_video(chapters: str, problem: str) -> None:
    keys = f"video: {{url: 'https://y.example/', duration: '12:41', chapters: {chapters}}}"
    assert [found.message for found in story(keys)[1]] == [problem]


def test_a_video_may_be_an_address_alone() -> None:
    article, problems = story("video: https://youtu.be/KerbwPip001")
    assert article.video is not None
    assert (article.video.url.value, problems) == ("https://youtu.be/KerbwPip001", ())


def test_a_source_may_be_an_address_or_a_name_alone() -> None:
    assert story("sources: https://www.press.example/x")[0].sources == (
        Source("press.example", "https://www.press.example/x"),
    )
    assert story("sources: Reuters")[0].sources == (Source("Reuters"),)


@given(st.binary())
def test_any_bytes_are_an_article_with_an_address(data: bytes) -> None:
    check(read_article(STORY, data, LONDON))


@given(damaged(FULL))
def test_a_damaged_article_is_read_or_told(data: bytes) -> None:
    check(read_article(STORY, data, LONDON))


def check(found: Read) -> None:
    assert isinstance(found.value, Article)
    assert found.value.url.startswith("/")
    assert all(problem.place.path == STORY for problem in found.problems)
    kept = msgspec.msgpack.decode(msgspec.msgpack.encode(found), type=Read)
    assert kept == found


def test_the_sites_time_zone_decides_what_a_date_means() -> None:
    source = b"---\ntitle: x\ndate: 2026-07-01\n---\n"
    tokyo = read_article(STORY, source, Reading(timezone="Asia/Tokyo")).value
    assert isinstance(tokyo, Article)
    assert tokyo.date == datetime(2026, 6, 30, 15, tzinfo=UTC)
