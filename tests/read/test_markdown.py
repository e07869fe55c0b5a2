"""Markdown bodies, as a writer types them and a reader reads them."""

from carblog.model.content import Body, Prose, Reading
from carblog.model.problem import Problem
from carblog.read.markdown import read_prose


def read(
    text: str, *, trust: str = "owner", language: str = "en"
) -> tuple[Prose, Body, tuple[Problem, ...]]:
    reading = Reading(trust="owner" if trust == "owner" else "contributors", language=language)
    return read_prose(text, "content/news/x.md", 5, reading)


def test_a_picture_in_a_paragraph_of_its_own_takes_the_place_of_the_paragraph() -> None:
    prose, body, problems = read("Before.\n\n![The flank](dusk.jpg){.wide}\n\nAfter.")
    assert problems == ()
    assert body.parts == ("<p>Before.</p>\n", 0, "\n<p>After.</p>")
    [reference] = prose.references
    assert (reference.target, reference.text, reference.embed) == ("dusk.jpg", "The flank", True)
    assert (str(reference.place), reference.classes) == ("content/news/x.md:7:1", ("wide",))
