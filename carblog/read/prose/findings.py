"""What is found while one text is converted: references, headings, ids, problems."""

from carblog.model.content import Reference
from carblog.model.problem import Place, Problem, in_order
from carblog.read.problems import Problems
from carblog.read.prose.marks import SLOT_CLOSE, SLOT_OPEN, Source, unmarked


class Findings(Problems):
    """The one mutable thing of a conversion; every step adds to it."""

    def __init__(self, path: str, source: Source) -> None:
        super().__init__(path)
        self.source = source
        self.references: list[Reference] = []
        """In the order of finding; slots hold their index here."""
        self.headings: list[tuple[int, str, str]] = []
        self.ids: dict[str, int] = {}
        """Every id of the text, and how many were derived from it."""

    def slot(self, reference: Reference) -> str:
        """What stands in the HTML until the reference is resolved."""
        self.references.append(reference)
        return f"{SLOT_OPEN}{len(self.references) - 1}{SLOT_CLOSE}"

    def take_id(self, id_: str, place: Place) -> None:
        """Note an id that a writer chose; one that is there already is a problem."""
        if id_ in self.ids:
            message = f'another thing has the id "{id_}" already'
            self.error(place, "id-duplicate", message, "give each its own")
        self.ids.setdefault(id_, 1)

    def free_id(self, wanted: str) -> str:
        """`wanted`, or with the first number from 2 that makes it unlike every other id."""
        id_ = wanted
        while id_ in self.ids:
            self.ids[wanted] += 1
            id_ = f"{wanted}-{self.ids[wanted]}"
        self.ids[id_] = 1
        return id_

    @property
    def problems(self) -> tuple[Problem, ...]:
        """In the order of the text; what they quote from it has lost its marks."""
        clean = (
            Problem(p.place, p.code, unmarked(p.message), unmarked(p.hint), p.severity)
            for p in self.found
        )
        return tuple(in_order(clean))
