"""What the tests of readers share: small files, and problems as short lines."""

from collections.abc import Iterable

from carblog.model.content import Article, Reading
from carblog.model.problem import Problem
from carblog.read.article import read_article
from carblog.read.fields import Fields
from carblog.read.problems import Problems
from carblog.read.yaml import parse_mapping

LONDON = Reading(timezone="Europe/London", language="en")
STORY = "content/news/x.md"


def told(problems: Iterable[Problem]) -> list[str]:
    """`4:8 "draft" must be true or false`; a warning says that it is one."""
    return [
        f"{problem.place.line}:{problem.place.column} "
        + ("warning: " if problem.severity == "warning" else "")
        + problem.message
        for problem in problems
    ]


def hints(problems: Iterable[Problem]) -> list[str]:
    return [problem.hint for problem in problems]


def story(keys: str, *, path: str = STORY) -> tuple[Article, tuple[Problem, ...]]:
    """An article with a title and a date on lines 2 and 3, and `keys` from line 4 on."""
    source = f"---\ntitle: The headline\ndate: 2026-11-20 09:30\n{keys}\n---\nThe story.\n"
    read = read_article(path, source.encode(), LONDON)
    assert isinstance(read.value, Article)
    return read.value, read.problems


def fields(text: str) -> tuple[Fields, Problems]:
    """A cursor over a YAML text that has no problem of its own."""
    problems = Problems("x.yaml")
    mapping = parse_mapping(text, problems)
    assert mapping is not None, problems.found
    return Fields(mapping, problems), problems
