"""How much memory pictures may take together follows from the machine, or from the container."""

from pathlib import Path

import pytest

from carblog.run import memory
from carblog.run.memory import UNKNOWN, machine_memory


@pytest.mark.parametrize(
    ("said", "bytes_"), [("536870912\n", 1 << 29), ("max\n", None), ("", None), ("0\n", None)]
)
def test_a_container_has_what_it_is_given(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, said: str, bytes_: int | None
) -> None:
    limit = tmp_path / "memory.max"
    monkeypatch.setattr(memory, "_GROUPS", (str(limit),))
    whole = machine_memory()
    limit.write_text(said)
    assert machine_memory() == (bytes_ or whole)


def test_where_nothing_is_said_little_is_counted_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "_GROUPS", ())
    monkeypatch.setattr(memory, "_physical", lambda: 0)
    assert machine_memory() == UNKNOWN
