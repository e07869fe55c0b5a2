"""A cursor over the keys of a file: typed values come out, everything wrong becomes a problem.

A reader asks for each key it knows and ends with `finish`, which reports the keys that nobody
asked for. So the keys that exist are named once, in the place that uses them.
"""

from collections.abc import Iterable
from collections.abc import Mapping as Table
from datetime import datetime, tzinfo

from carblog.model.problem import Located, nearest
from carblog.read.dates import Moment, moment
from carblog.read.nodes import Entry, Mapping, Node, Scalar, Sequence
from carblog.read.problems import Problems, Spot, said
from carblog.read.values import Convert, Fault, T

NO_NAMES: Table[str, str] = {}


class Fields:
    """The keys of one group of a file. `same` maps other names for a key to ours."""

    def __init__(
        self,
        mapping: Mapping,
        problems: Problems,
        name: str = "",
        same: Table[str, str] = NO_NAMES,
    ) -> None:
        self.mapping = mapping
        self.problems = problems
        self._name = name
        self._asked: set[str] = set()
        self._entries = self._translated(mapping.entries, same) if same else mapping.entries

    def _translated(self, entries: dict[str, Entry], same: Table[str, str]) -> dict[str, Entry]:
        translated = {key: entry for key, entry in entries.items() if key not in same}
        for key, entry in entries.items():
            first = translated.setdefault(same.get(key, key), entry)
            if first is not entry:
                self.problems.warning(
                    entry.key,
                    "key-twice",
                    f'{said(key)} means "{same[key]}", which line {first.key.line} gives already',
                    "keep one of the two",
                )
        return translated

    def node(self, key: str) -> Node | None:
        """The value of a key as it stands in the file; `None` when there is none."""
        self._asked.add(key)
        entry = self._entries.get(key)
        if entry is None or (isinstance(entry.value, Scalar) and entry.value.is_null):
            return None
        return entry.value

    def spot(self, key: str) -> Node:
        """Where to point when something about a key is wrong."""
        entry = self._entries.get(key)
        return entry.value if entry else self.mapping

    def scalar(self, key: str) -> Scalar | None:
        node = self.node(key)
        return self.as_scalar(node, key) if node is not None else None

    def as_scalar(self, node: Node, key: str) -> Scalar | None:
        if isinstance(node, Scalar):
            return node
        self.wrong_kind(node, key, "one text")
        return None

    def text(self, key: str, default: str = "") -> str:
        """One line: a text that was written over several lines is joined."""
        scalar = self.scalar(key)
        return one_line(scalar.text) or default if scalar else default

    def passage(self, key: str) -> str:
        """A text that keeps its lines."""
        scalar = self.scalar(key)
        return scalar.text.strip() if scalar else ""

    def required(self, key: str, example: str) -> str:
        """A text that must be there."""
        text = self.text(key)
        if not text and not isinstance(self.node(key), Mapping | Sequence):
            self.missing(key, example)
        return text

    def missing(self, key: str, example: str) -> None:
        where = f" in {said(self._name)}" if self._name else ""
        hint = f"add a line such as `{example}`"
        self.problems.error(self.spot(key), "key-missing", f'there is no "{key}"{where}', hint)

    def located(self, key: str) -> Located | None:
        """A text with its place, for what can only be checked later."""
        scalar = self.scalar(key)
        if scalar is None or not (text := one_line(scalar.text)):
            return None
        return self.problems.located(text, scalar)

    def value(self, key: str, convert: Convert[T], default: T) -> T:
        """A text that `convert` turns into something else."""
        scalar = self.scalar(key)
        return default if scalar is None else self.convert(scalar, key, convert, default)

    def convert(self, scalar: Scalar, key: str, convert: Convert[T], default: T) -> T:
        result = convert(scalar.text.strip())
        if isinstance(result, Fault):
            self.fault(scalar, key, result)
            return default
        return result

    def fault(self, spot: Spot, key: str, fault: Fault) -> None:
        self.problems.error(spot, fault.code, f"{said(key)} {fault.message}", fault.hint)

    def moment(self, key: str, zone: tzinfo) -> datetime | None:
        """A date, aware and in UTC."""
        found = self.value(key, lambda text: moment(text, zone), None)
        if isinstance(found, Moment) and found.note:
            self.problems.warning(self.spot(key), "date-gap", f"{said(key)} {found.note}")
        return found.when if found else None

    def items(self, key: str) -> list[Node]:
        """The entries of a list; a value that is no list is a list of one."""
        return items_of(self.node(key))

    def scalars(self, key: str) -> list[Scalar]:
        """The texts of a list; one text alone is a list of one."""
        if isinstance(node := self.node(key), Mapping):
            self.wrong_kind(node, key, "a text or a list of texts")
            return []
        found = (self.as_scalar(item, key) for item in self.items(key))
        return [scalar for scalar in found if scalar is not None and scalar.text.strip()]

    def words(self, key: str) -> tuple[Located, ...]:
        """The texts of a list with their places."""
        located = self.problems.located
        return tuple(located(one_line(scalar.text), scalar) for scalar in self.scalars(key))

    def texts(self, key: str) -> tuple[str, ...]:
        return tuple(one_line(scalar.text) for scalar in self.scalars(key))

    def each(self, key: str, convert: Convert[T]) -> tuple[T, ...]:
        """The texts of a list that `convert` turns into something else."""
        found = (self.convert(scalar, key, convert, None) for scalar in self.scalars(key))
        return tuple(value for value in found if value is not None)

    def group(self, key: str, same: Table[str, str] = NO_NAMES) -> "Fields | None":
        """The keys below a key."""
        node = self.node(key)
        return self.as_group(node, key, same) if node is not None else None

    def as_group(
        self, node: Node, key: str, same: Table[str, str] = NO_NAMES, hint: str = ""
    ) -> "Fields | None":
        """`hint` tells how the group is written, to who wrote something else."""
        if isinstance(node, Mapping):
            return Fields(node, self.problems, key, same)
        self.wrong_kind(node, key, "a group of keys", hint)
        return None

    def entries(self, key: str, hint: str = "") -> list[Entry]:
        """The entries of a group whose keys are free: labels, names of files."""
        node = self.node(key)
        if isinstance(node, Mapping):
            return list(node.entries.values())
        if node is not None:
            self.wrong_kind(node, key, "a group of keys", hint)
        return []

    def pairs(self, key: str) -> tuple[tuple[str, str], ...]:
        """(label, text as typed) of such a group, in order."""
        return self.pairs_of(self.entries(key))

    def pairs_of(self, entries: Iterable[Entry]) -> tuple[tuple[str, str], ...]:
        """What has no text is left out."""
        found = [(one_line(entry.key.text), self._text_of(entry)) for entry in entries]
        return tuple((label, text) for label, text in found if text)

    def _text_of(self, entry: Entry) -> str:
        scalar = self.as_scalar(entry.value, entry.key.text)
        return one_line(scalar.text) if scalar and not scalar.is_null else ""

    def finish(self, foreign: Table[str, str] = NO_NAMES) -> None:
        """Report the keys that nobody asked for; `foreign` knows what other tools mean by some."""
        for key, entry in self._entries.items():
            if key in self._asked:
                continue
            where = f" in {said(self._name)}" if self._name else ""
            hint = foreign.get(key) or nearest(key, self._asked)
            if _has_no_colon(entry):
                hint = "a comma ends a value in braces: put the whole value in quotes"
            elif not hint and "params" in self._asked:
                hint = "values of your own belong under `params`"
            self.problems.warning(
                entry.key, "key-unknown", f"there is no key {said(key)}{where}", hint
            )

    def wrong_kind(self, node: Node, key: str, wanted: str, hint: str = "") -> None:
        found = {Sequence: "a list", Mapping: "a group of keys"}.get(type(node), "a text")
        if "text" in wanted:
            hint = hint or "put it in quotes if it is text"
        elif "group" in wanted and _is_dashed_group(node):
            hint = "leave out the dashes"
        self.problems.error(node, "value", f"{said(key)} must be {wanted}, not {found}", hint)


def items_of(node: Node | None) -> list[Node]:
    """The entries of a list; anything else is a list of one. Empty entries are none."""
    items = node.items if isinstance(node, Sequence) else [node] if node else []
    return [item for item in items if not (isinstance(item, Scalar) and item.is_null)]


def _is_dashed_group(node: Node) -> bool:
    """A list of single `key: value`s, as who has seen lists of groups writes a group."""
    items = node.items if isinstance(node, Sequence) else []
    return bool(items) and all(
        isinstance(item, Mapping) and len(item.entries) == 1 for item in items
    )


def _has_no_colon(entry: Entry) -> bool:
    """In braces, what stands between two commas is a key even without a colon and a value."""
    key, value = entry.key, entry.value
    is_null = isinstance(value, Scalar) and value.is_null
    return is_null and (value.line, value.column) == (key.line, key.column + len(key.text))


def one_line(text: str) -> str:
    text = text.strip()
    if "\n" not in text:
        return text
    return " ".join(line for part in text.split("\n") if (line := part.strip()))
