"""What the tests of Markdown share: a text as it is typed, and what became of it."""

from dataclasses import dataclass

from carblog.model.content import Prose, Reading, Reference
from carblog.read.markdown import read_prose

PATH = "content/news/x.md"


@dataclass(frozen=True)
class Typed:
    """A text after it was read; in its HTML, `{0}` is the slot of the first reference."""

    html: str
    prose: Prose
    told: list[str]
    """`2:7 link-empty: this link leads nowhere`; a warning has a `?` before its code."""
    hints: list[str]

    @property
    def targets(self) -> list[str]:
        return [reference.target for reference in self.prose.references]

    @property
    def reference(self) -> Reference:
        """The only one."""
        (reference,) = self.prose.references
        return reference


def typed(text: str, *, language: str = "en", contributors: bool = False) -> Typed:
    """Read a text that begins on the first line of its file."""
    reading = Reading(language=language, trust="contributors" if contributors else "owner")
    prose, body, problems = read_prose(text, PATH, 1, reading)
    return Typed(
        html="".join(part if isinstance(part, str) else f"{{{part}}}" for part in body.parts),
        prose=prose,
        told=[
            f"{problem.place.line}:{problem.place.column} "
            + ("?" if problem.severity == "warning" else "")
            + f"{problem.code}: {problem.message}"
            for problem in problems
        ],
        hints=[problem.hint for problem in problems],
    )
