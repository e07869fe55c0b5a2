"""The store is a hint: whatever happens to its file, what it answers is true or missing."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carblog.model.content import Article, Body, GalleryNotes, Prose, Read
from carblog.model.digest import digest
from carblog.model.problem import Place, Problem
from carblog.run.packed import packed
from carblog.run.remembered import Published, Seen
from carblog.run.store import Store, StoreDamaged, open_store

FILES = {f"content/{n}.md": Seen(n, n + 1, n + 2, n + 3, digest(n)) for n in range(40)}
PUBLISHED = {
    f"{n}/index.html": Published(digest("key", n), f"page {n}".encode(), digest(n), n, n, n)
    for n in range(40)
}
BODIES = {digest("body", n): Body(("<p>", n, "</p>" * n)) for n in range(40)}


def article(number: int) -> Read:
    """What an article was read as."""
    body = digest("body", number)
    return Read(
        value=Article(
            path=f"content/{number}.md",
            section="news",
            slug=str(number),
            url=f"/news/{number}/",
            title=f"Article {number}",
            date=datetime(2026, 11, 20, 9, number, tzinfo=UTC),
            params={"rating": ["a", {"b": "c"}]},
            prose=Prose(body=body, words=number),
        ),
        body=BODIES[body],
        problems=(Problem(Place("content/x.md", number), "code", "message"),),
    )


def with_body(name: str, body: Body) -> Read:
    """Something with this text."""
    return Read(value=GalleryNotes(path=name, prose=Prose(body=name)), body=body)


READS = {digest("read", number): article(number) for number in range(40)}


def fill(path: Path, identity: str = "1") -> None:
    """A build that reads everything above, and needs all the text of it."""
    store = Store(path, identity)
    try:
        ask_and_keep(store)
    except StoreDamaged:
        ask_and_keep(store)
    store.commit()
    store.close()


def ask_and_keep(store: Store) -> None:
    """What a flow does with a store."""
    store.keep_files(FILES)
    store.keep_published(PUBLISHED)
    for key, read in READS.items():
        if store.read(key) is None:
            store.keep_read(key, packed(read))
    assert store.bodies(BODIES) == BODIES


def without_body(read: Read) -> Read:
    """The same, as the store gives it back."""
    return Read(value=read.value, problems=read.problems)


def untrue(store: Store) -> list[str]:
    """What the store says that is not so. It may also say nothing."""
    wrong = [path for path, seen in store.files().items() if FILES.get(path) != seen]
    wrong += [path for path, each in store.published().items() if PUBLISHED.get(path) != each]
    found = {key: store.read(key) for key in READS}
    wrong += [key for key, read in found.items() if read not in (None, without_body(READS[key]))]
    promised = [digest("body", n) for n, read in enumerate(found.values()) if read]
    try:
        bodies = store.bodies(promised)
    except StoreDamaged:
        assert (store.files(), store.published()) == ({}, {})
        assert not any(store.read(key) for key in READS)
        return wrong
    return wrong + [key for key in promised if bodies[key] != BODIES[key]]


def is_kept(path: Path) -> bool:
    """Whether everything is in the store at `path`."""
    with open_store(path.parent, "1") as store:
        assert store.warnings == []
        return store.files() == FILES and untrue(store) == [] and None not in map(store.read, READS)


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of a full store."""
    path = tmp_path_factory.mktemp("store") / "store.db"
    fill(path)
    return path


def opens_and_heals(path: Path) -> None:
    """A store of what is at `path` says nothing untrue, and builds fill it again.

    The first of them may only find that the file cannot be written to, and remove it.
    """
    store = Store(path, "1")
    assert untrue(store) == []
    store.close()
    fill(path)
    fill(path)
    assert is_kept(path)


def test_what_is_kept_is_there_the_next_time(tmp_path: Path) -> None:
    fill(tmp_path / "store.db")
    with open_store(tmp_path, "1") as store:
        assert store.warnings == []
        assert store.files() == FILES
        assert store.published() == PUBLISHED
        assert {key: store.read(key) for key in READS} == {
            key: without_body(read) for key, read in READS.items()
        }
        assert store.bodies(BODIES) == BODIES


def test_a_new_store_is_empty_and_nothing_to_warn_about(tmp_path: Path) -> None:
    with open_store(tmp_path, "1") as store:
        assert (store.warnings, store.files(), store.published()) == ([], {}, {})
    with open_store(tmp_path, "2") as store:
        assert store.warnings == []


def test_what_is_not_committed_is_forgotten(tmp_path: Path) -> None:
    with open_store(tmp_path, "1") as store:
        store.keep_files(FILES)
        store.keep_read("key", packed(article(1)))
    with open_store(tmp_path, "1") as store:
        assert store.files() == {}
        assert store.read("key") is None


def test_what_is_kept_is_what_is_read_the_next_time(tmp_path: Path) -> None:
    with closing(Store(tmp_path / "store.db", "1")) as store:
        assert (
            store.keep_read("key", packed(article(3)))
            == store.read("key")
            == without_body(article(3))
        )
        assert store.bodies([digest("body", 3), ""]) == {
            digest("body", 3): BODIES[digest("body", 3)]
        }


def test_a_body_is_there_however_many_follow(tmp_path: Path) -> None:
    with closing(Store(tmp_path / "store.db", "1")) as store:
        for key, read in READS.items():
            store.keep_read(key, packed(read))
        for number in range(2000):
            store.keep_read(f"{number}", packed(with_body(f"body {number}", Body((number,)))))
        assert store.bodies(BODIES) == BODIES
        assert store.bodies(["body 0", "body 1999"]) == {
            "body 0": Body((0,)),
            "body 1999": Body((1999,)),
        }


def test_reads_that_nobody_asked_for_are_dropped_with_their_bodies(tmp_path: Path) -> None:
    fill(tmp_path / "store.db")
    first, *others = READS
    with open_store(tmp_path, "1") as store:
        assert store.read(first)
        store.commit()
    with open_store(tmp_path, "1") as store:
        assert store.read(first)
        assert [store.read(key) for key in others] == [None] * len(others)
        store.bodies([digest("body", 0)])
        with pytest.raises(StoreDamaged):
            store.bodies([digest("body", 1)])


def test_a_build_that_failed_early_drops_nothing(tmp_path: Path) -> None:
    fill(tmp_path / "store.db")
    with open_store(tmp_path, "1") as store:
        store.commit(prune=False)
    assert is_kept(tmp_path / "store.db")


def test_a_build_that_learns_nothing_does_not_touch_the_file(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    fill(path)
    before = path.read_bytes(), path.stat()
    with open_store(tmp_path, "1") as store:
        store.keep_files(dict(reversed(FILES.items())))
        for key in READS:
            store.read(key)
        store.commit()
    assert (path.read_bytes(), path.stat()) == before


def test_another_version_of_carblog_starts_empty(tmp_path: Path) -> None:
    fill(tmp_path / "store.db", "0")
    with open_store(tmp_path, "1") as store:
        assert (store.files(), store.read(next(iter(READS)))) == ({}, None)
        assert len(store.warnings) == 1
        assert "another version" in store.warnings[0]
    fill(tmp_path / "store.db")
    assert is_kept(tmp_path / "store.db")


def test_another_layout_starts_empty(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "store.db") as connection:
        connection.execute("CREATE TABLE entries (kind, name, value)")
    connection.close()
    opens_and_heals(tmp_path / "store.db")


def test_a_file_that_is_cut_off_says_nothing_untrue(tmp_path: Path, full: Path) -> None:
    path, data = tmp_path / "store.db", full.read_bytes()
    lengths = {0, 1, 16, 99, 100, 4095, 4096, len(data) // 2, len(data) - 1}
    for length in lengths | set(range(0, len(data), 4096)):
        path.write_bytes(data[:length])
        opens_and_heals(path)


@given(where=st.integers(0, 2**32), bit=st.integers(0, 7))
def test_a_file_with_a_flipped_bit_says_nothing_untrue(
    tmp_path_factory: pytest.TempPathFactory, full: Path, where: int, bit: int
) -> None:
    path = tmp_path_factory.mktemp("flipped") / "store.db"
    data = bytearray(full.read_bytes())
    data[where % len(data)] ^= 1 << bit
    path.write_bytes(data)
    opens_and_heals(path)


@given(one=st.integers(0, 2**32), other=st.integers(0, 2**32))
def test_a_file_with_pages_in_the_wrong_place_says_nothing_untrue(
    tmp_path_factory: pytest.TempPathFactory, full: Path, one: int, other: int
) -> None:
    path = tmp_path_factory.mktemp("shuffled") / "store.db"
    data = full.read_bytes()
    pages = [data[at : at + 4096] for at in range(0, len(data), 4096)]
    one, other = one % len(pages), other % len(pages)
    pages[one], pages[other] = pages[other], pages[one]
    path.write_bytes(b"".join(pages))
    opens_and_heals(path)


def _swap_values(connection: sqlite3.Connection) -> None:
    rows = connection.execute("SELECT kind, name, value FROM entries").fetchall()
    values = [value for _, _, value in rows]
    rows = [
        (v, kind, name) for (kind, name, _), v in zip(rows, values[1:] + values[:1], strict=True)
    ]
    connection.executemany("UPDATE entries SET value = ? WHERE kind = ? AND name = ?", rows)


def _garbage(connection: sqlite3.Connection) -> None:
    connection.execute("UPDATE entries SET value = 'text'")


def _one_body_gone(connection: sqlite3.Connection) -> None:
    connection.execute("DELETE FROM entries WHERE kind = 'bodies' AND name > '8'")


def _bodies_damaged(connection: sqlite3.Connection) -> None:
    connection.execute("UPDATE entries SET value = zeroblob(20) WHERE kind = 'bodies'")


def _names_not_text(connection: sqlite3.Connection) -> None:
    connection.execute("UPDATE entries SET name = CAST(x'ff' || name AS TEXT)")


def _as_a_view(connection: sqlite3.Connection) -> None:
    connection.execute("ALTER TABLE entries RENAME TO hidden")
    connection.execute("CREATE VIEW entries AS SELECT * FROM hidden")


@pytest.mark.parametrize(
    "damage",
    [_swap_values, _garbage, _one_body_gone, _bodies_damaged, _names_not_text, _as_a_view],
)
def test_rows_that_somebody_changed_are_not_believed(
    tmp_path: Path, damage: Callable[[sqlite3.Connection], None]
) -> None:
    fill(tmp_path / "store.db")
    with sqlite3.connect(tmp_path / "store.db") as connection:
        damage(connection)
    connection.close()
    opens_and_heals(tmp_path / "store.db")


def test_anything_else_in_its_place_is_cleared_away(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    precious = tmp_path / "precious"
    precious.write_text("not ours")
    (path / "folder").mkdir(parents=True)
    opens_and_heals(path)
    path.unlink()
    path.symlink_to(precious)
    opens_and_heals(path)
    path.unlink()
    path.symlink_to(tmp_path / "nowhere")
    opens_and_heals(path)
    assert precious.read_text() == "not ours"


def test_damage_is_said_once(tmp_path: Path) -> None:
    (tmp_path / "store.db").write_bytes(b"garbage" * 1000)
    with open_store(tmp_path, "1") as store:
        assert len(store.warnings) == 1


def test_damage_found_late_empties_the_store_and_starts_the_build_over(tmp_path: Path) -> None:
    fill(tmp_path / "store.db")
    with sqlite3.connect(tmp_path / "store.db") as connection:
        _bodies_damaged(connection)
    connection.close()
    with open_store(tmp_path, "1") as store:
        assert store.warnings == []
        with pytest.raises(StoreDamaged):
            store.bodies([digest("body", 1)])
        assert len(store.warnings) == 1
        assert (store.files(), store.published(), store.read(next(iter(READS)))) == ({}, {}, None)
        store.keep_read("key", packed(article(1)))
        assert store.bodies([digest("body", 1)])


def test_a_store_that_another_process_writes_is_left_alone(tmp_path: Path) -> None:
    fill(tmp_path / "store.db")
    other = sqlite3.connect(tmp_path / "store.db", isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    with open_store(tmp_path, "1") as store:
        assert (len(store.warnings), store.files()) == (1, {})
        store.keep_read("key", packed(article(1)))
        assert store.read("key")
        assert store.bodies([digest("body", 1)])
        store.commit()
    other.close()
    assert is_kept(tmp_path / "store.db")


def test_without_a_folder_to_be_in_it_works_in_memory(tmp_path: Path) -> None:
    with open_store(tmp_path / "nowhere", "1") as store:
        assert len(store.warnings) == 1
        store.keep_read("key", packed(article(1)))
        assert store.bodies([digest("body", 1)])
        store.commit()


def test_a_full_disk_costs_only_what_would_have_been_kept(tmp_path: Path) -> None:
    fill(tmp_path / "store.db")
    with open_store(tmp_path, "1") as store:
        store._database._connection.execute("PRAGMA max_page_count = 1")
        for number in range(1500):
            store.keep_read(f"{number}", packed(with_body(f"body {number}", Body(("x" * 500,)))))
        assert store.read("1499")
        assert store.bodies([f"body {number}" for number in range(1500)])
        store.commit()
        assert len(store.warnings) == 1
        assert "full" in store.warnings[0]
    assert is_kept(tmp_path / "store.db")
