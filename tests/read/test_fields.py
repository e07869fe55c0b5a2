"""The cursor over keys: typed values, and a place for everything that is wrong."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from carblog.read.fields import Fields
from carblog.read.nodes import Mapping
from carblog.read.problems import Problems
from carblog.read.values import flag, whole
from carblog.read.yaml import parse_mapping
from tests.read.samples import fields, hints, told


def test_a_text_over_several_lines_becomes_one() -> None:
    cursor, problems = fields("a: one\n  two\n\n  three\nb: |\n  four\n\n  five\n")
    assert (cursor.text("a"), cursor.text("b")) == ("one two three", "four five")
    assert problems.found == []


def test_a_passage_keeps_its_lines() -> None:
    cursor, _ = fields("a: |\n  one\n\n  two\n")
    assert cursor.passage("a") == "one\n\ntwo"


def test_a_key_without_a_value_has_the_default() -> None:
    cursor, problems = fields("a:\nb: ''\n")
    assert [cursor.text(key, "default") for key in "abc"] == ["default"] * 3
    assert cursor.value("a", flag, True)
    assert problems.found == []


def test_a_list_where_one_text_belongs_is_an_error_at_the_list() -> None:
    cursor, problems = fields("title: [x]\nsub: {a: 1}")
    assert (cursor.text("title"), cursor.text("sub")) == ("", "")
    assert told(problems.found) == [
        '1:8 "title" must be one text, not a list',
        '2:6 "sub" must be one text, not a group of keys',
    ]


def test_a_value_of_the_wrong_kind_is_an_error_and_the_default_is_used() -> None:
    cursor, problems = fields("draft: maybe\npaginate: 0\n")
    assert cursor.value("draft", flag, True)
    assert cursor.value("paginate", whole(1, 9), 5) == 5
    assert told(problems.found) == [
        '1:8 "draft" must be true or false, not "maybe"',
        '2:11 "paginate" must be a whole number from 1 to 9, not "0"',
    ]


def test_one_text_alone_is_a_list_of_one() -> None:
    cursor, problems = fields("a: x\nb: [x, '', y]\nc:\nd: []\n")
    assert [cursor.texts(key) for key in "abcde"] == [("x",), ("x", "y"), (), (), ()]
    assert problems.found == []


def test_the_texts_of_a_list_know_their_places() -> None:
    cursor, _ = fields("a:\n  - x\n  - y\n")
    assert [str(word.place) for word in cursor.words("a")] == ["x.yaml:2:5", "x.yaml:3:5"]


def test_a_bad_entry_of_a_list_leaves_the_good_ones() -> None:
    cursor, problems = fields("widths: [320, wide, {a: 1}, 640]")
    assert cursor.each("widths", whole(16, 8192)) == (320, 640)
    assert len(problems.found) == 2


def test_labels_keep_their_order_and_figures_what_was_typed() -> None:
    cursor, _ = fields("measured:\n  Lap: 7:35\n  0-62 mph: 8.10 s\n  Empty:\n")
    assert cursor.pairs("measured") == (("Lap", "7:35"), ("0-62 mph", "8.10 s"))


def test_a_text_where_a_group_belongs_is_an_error() -> None:
    cursor, problems = fields("verdict: 8.5\nmeasured: fast\n")
    assert (cursor.group("verdict"), cursor.pairs("measured")) == (None, ())
    assert told(problems.found) == [
        '1:10 "verdict" must be a group of keys, not a text',
        '2:11 "measured" must be a group of keys, not a text',
    ]


def test_a_moment_is_in_utc_and_a_skipped_hour_is_a_warning() -> None:
    cursor, problems = fields("a: 2026-07-01 09:30\nb: 2026-03-29 01:30\n")
    zone = ZoneInfo("Europe/London")
    assert cursor.moment("a", zone) == datetime(2026, 7, 1, 8, 30, tzinfo=UTC)
    assert cursor.moment("b", zone) == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)
    [problem] = problems.found
    assert (problem.severity, problem.place.line) == ("warning", 2)


def test_a_missing_key_is_told_with_an_example() -> None:
    cursor, problems = fields("video:\n  poster: x.jpg\n")
    video = cursor.group("video")
    assert video is not None
    video.required("url", "url: https://…")
    assert told(problems.found) == ['2:3 there is no "url" in "video"']
    assert hints(problems.found) == ["add a line such as `url: https://…`"]


def test_a_key_nobody_asked_for_is_a_warning_with_the_nearest() -> None:
    cursor, problems = fields("titel: x\nlayout: y\nzzz: 1\n")
    cursor.text("title")
    cursor.finish({"layout": "use `template`"})
    assert told(problems.found) == [
        '1:1 warning: there is no key "titel"',
        '2:1 warning: there is no key "layout"',
        '3:1 warning: there is no key "zzz"',
    ]
    assert hints(problems.found) == ['did you mean "title"?', "use `template`", ""]


def test_another_name_for_a_key_is_understood_but_not_beside_it() -> None:
    problems = Problems("x.yaml")
    mapping = parse_mapping("lastmod: 1\nauthor: me\nupdated: 2\n", problems)
    assert isinstance(mapping, Mapping)
    cursor = Fields(mapping, problems, same={"lastmod": "updated", "author": "authors"})
    assert (cursor.text("updated"), cursor.text("authors")) == ("2", "me")
    cursor.finish()
    assert told(problems.found) == [
        '1:1 warning: "lastmod" means "updated", which line 3 gives already'
    ]


def test_a_long_value_is_cut_in_its_message() -> None:
    cursor, problems = fields(f"draft: {'x' * 5000}")
    cursor.value("draft", flag, False)
    assert len(problems.found[0].message) < 120
