"""What a build costs beside the same build of its peers: from nothing, and after one edit."""

import sys
from collections.abc import Callable, Iterable
from subprocess import CalledProcessError
from typing import NamedTuple

from benchmarks import generators, published
from benchmarks.articles import Article, article
from benchmarks.clock import Timed, median, timed
from benchmarks.generators import Generator
from benchmarks.report import Table, said_of, times

PATIENCE = 12.0
"""Seconds: whoever needs more for one edit shows only the first of them."""


COUNTED = "Counted in their files: articles, articles that show something, and pages of lists."


class Edit(NamedTuple):
    """Something that a writer does to one article."""

    name: str
    number: Callable[[int], int]
    """Which of so many."""
    changed: Callable[[Article, str], Article]
    """The article with some words more."""


def _in_the_body(each: Article, words: str) -> Article:
    return each._replace(text=f"{each.text}\n{words}\n")


def _in_the_title(each: Article, words: str) -> Article:
    return each._replace(title=f"{each.title}, {words}")


EDITS = (
    Edit("the body of an old one", lambda count: count // 2, _in_the_body),
    Edit("the body of the newest", lambda count: count, _in_the_body),
    Edit("the title of an old one", lambda count: count // 3, _in_the_title),
)


class Field:
    """Those who take part, each with its site, and what became of the others."""

    def __init__(self, everyone: Iterable[Generator], count: int) -> None:
        self.count = count
        self.there: list[Generator] = []
        self.notes: list[str] = []
        for each in everyone:
            if each.peer.command:
                self.there.append(each)
                each.make(count)
            else:
                self.notes.append(f"{each.name} was not there: {each.peer.reason}.")

    def run(self, each: Generator, round_: int, what: str) -> Timed | None:
        """One build; a peer that fails is out of it from then on."""
        try:
            took = timed(each.command, each.folder(self.count))
        except CalledProcessError as failed:
            if each.name == "carblog":
                print(failed.output, file=sys.stderr)
                raise
            last = (failed.output or "").strip().splitlines()[-1:] or ["no word"]
            self.there.remove(each)
            self.notes.append(f"{each.name} failed: {last[0][:160]}")
            return None
        print(f"{what}, round {round_}: {each.name}: {took.wall:.2f} s", file=sys.stderr)
        return took

    def look(self, each: Generator, changed: Article, words: str) -> None:
        """Notes it when the page of an article that was changed is as it was."""
        if words not in published.page_of(each.published(self.count), changed):
            self.notes.append(f"{each.name} did not publish the change of {changed.slug}.")


Runs = dict[str, list[Timed]]
Made = dict[str, published.Published]


def cold(field: Field, rounds: int) -> Runs:
    """From nothing, in turn."""
    runs: Runs = {each.name: [] for each in field.there}
    for round_ in range(1, rounds + 1):
        for each in tuple(field.there):
            each.forget(each.folder(field.count))
            if took := field.run(each, round_, "cold"):
                runs[each.name].append(took)
    return runs


def edited(field: Field, rounds: int) -> dict[str, Runs]:
    """After each of the edits, in turn; every site has been built."""
    found: dict[str, Runs] = {}
    slow: set[str] = set()
    for edit in EDITS:
        runs: Runs = {each.name: [] for each in field.there if each.name not in slow}
        before = article(edit.number(field.count))
        for round_ in range(1, rounds + 1):
            words = f"measured again {round_}"
            after = edit.changed(before, words)
            for each in [each for each in field.there if each.name in runs]:
                each.write(each.folder(field.count), after)
                if took := field.run(each, round_, edit.name):
                    runs[each.name].append(took)
                    field.look(each, after, words)
        slow |= {name for name, all_ in runs.items() if all_ and median(all_).wall > PATIENCE}
        found[edit.name] = runs
    return found


def cold_table(field: Field, runs: Runs, made: Made) -> Table:
    """A row for each, with what its files lack of what all shall make."""
    table = Table(
        *("", "version", "wall, s", "CPU, s", "MB together", "carblog is", "HTML files", "lacks")
    )
    ours = median(runs["carblog"])
    wanted = published.wanted(field.count)
    for each in field.there:
        took, found = median(runs[each.name]), made[each.name]
        table.row(
            *(each.name, each.peer.version, f"{took.wall:.1f}", f"{took.cpu:.1f}"),
            *(f"{took.together:.0f}", _ratio(each.name, took, ours)),
            *(f"{found.pages:,}", published.lacks(found, wanted)),
        )
    return table


def made_table(field: Field, made: Made) -> Table:
    """What was counted in the files of each, beside what all shall make."""
    table = Table(
        *("", "articles", "with related", "previous", "next", "home", "tags", "authors"),
        *("other HTML files", "feeds", "longest feed"),
    )
    rows = {"all shall make": published.wanted(field.count)} | {
        each.name: made[each.name] for each in field.there
    }
    for name, found in rows.items():
        table.row(
            *(name, f"{found.articles:,}", f"{found.related:,}"),
            *(f"{found.previous:,}", f"{found.next:,}"),
            *(f"{found.home_pages:,}", f"{found.tag_pages:,}", f"{found.author_pages:,}"),
            *(f"{found.others:,}", f"{found.feeds:,}", f"{found.in_feed:,}"),
        )
    return table


def edited_table(field: Field, found: dict[str, Runs]) -> Table:
    """A row for each, a pair of columns for each edit."""
    titles = [title for edit in EDITS for title in (f"{edit.name}, s", "carblog is")]
    table = Table("", "version", *titles)
    for each in field.there:
        cells = [cell for runs in found.values() for cell in _of_an_edit(each, runs)]
        table.row(each.name, each.peer.version, *cells)
    return table


def _of_an_edit(each: Generator, runs: Runs) -> tuple[str, str]:
    if not runs.get(each.name):
        return "", ""
    took = median(runs[each.name])
    return f"{took.wall:.2f}", _ratio(each.name, took, median(runs["carblog"]))


def _ratio(name: str, theirs: Timed, ours: Timed) -> str:
    return "" if name == "carblog" else times(theirs.wall / ours.wall)


def main(parts: set[str], count: int, rounds: int, without: tuple[str, ...]) -> dict[str, str]:
    """The texts of the parts `cold` and `edited`, as far as they are wanted."""
    field = Field(generators.everyone(without), count)
    texts: dict[str, str] = {}
    from_nothing = cold(field, rounds if "cold" in parts else 1)
    if "cold" in parts:
        about = f"{count:,} articles from nothing; medians of {said_of(rounds)}, in turn."
        made = {
            each.name: published.published(each.published(count), count) for each in field.there
        }
        tables = (str(cold_table(field, from_nothing, made)), str(made_table(field, made)))
        texts["cold"] = "\n\n".join([about, tables[0], COUNTED, tables[1], *field.notes])
    if "edited" in parts:
        about = f"{count:,} articles, one changed; medians of {said_of(rounds)}, in turn."
        table = edited_table(field, edited(field, rounds))
        texts["edited"] = "\n\n".join([about, str(table), *field.notes])
    return texts
