"""The house has floors: who may import whom, and who may touch the world."""

from pathlib import Path

import carblog
from tests.support.imports import Import, cycles, imports, sources

BELOW = {"model", "read", "assemble", "plan", "make", "run"}

# room → the rooms it may import besides itself
FLOORS = {
    # the ground: what things are
    "model": set[str](),
    # five siblings on it that never meet
    "read": {"model"},
    "assemble": {"model"},
    "plan": {"model"},
    "make": {"model"},
    "run": {"model"},
    # the flow over them, and the doors it stops at
    "flow": {*BELOW},
    "check": {*BELOW, "flow"},
    "ship": {*BELOW, "flow"},
    "serve": {*BELOW, "flow"},
    # the front door
    "cli": {*BELOW, "flow", "check", "ship", "serve"},
    "__main__": {"cli"},
}

# Reading, assembling, planning and making are pure: what is in here belongs to run/ and above.
PURE = {"model", "read", "assemble", "plan", "make"}
THE_WORLD = {
    "asyncio", "concurrent", "fcntl", "getpass", "glob", "locale", "multiprocessing", "os",
    "platform", "random", "secrets", "select", "selectors", "shutil", "signal", "socket",
    "sqlite3", "subprocess", "tempfile", "threading", "time", "uuid",
}  # fmt: skip


def room(module: str) -> str:
    """`carblog.read.article` lives in `read`; the package itself lives in ``."""
    return module.partition(".")[2].partition(".")[0]


def misplaced(found: list[Import]) -> list[str]:
    """Imports that go up or sideways, and modules that no floor names."""
    wrong = []
    for item in found:
        if not item.imported.startswith("carblog."):
            continue
        here, there = room(item.importer), room(item.imported)
        if here and here not in FLOORS:
            wrong.append(f"{item.importer}: the table of floors has no room {here!r}")
        elif there != here and there not in FLOORS.get(here, set()):
            wrong.append(f"{item}: {here or 'the package'} must not know {there}")
    return wrong


def worldly(found: list[Import]) -> list[str]:
    """Imports by which a pure room could touch disk, clock, chance, processes or network."""
    return [
        f"{item}: only run/ touches the world"
        for item in found
        if room(item.importer) in PURE and item.imported.partition(".")[0] in THE_WORLD
    ]


def carblogs_imports() -> list[Import]:
    """Every import of the package as it is on disk."""
    folder = Path(carblog.__file__).parent
    packages = {p.parent.relative_to(folder.parent) for p in folder.rglob("__init__.py")}
    return imports(sources(folder), frozenset(".".join(p.parts) for p in packages))


def test_every_room_imports_only_what_is_below_it() -> None:
    assert misplaced(carblogs_imports()) == []


def test_no_modules_import_each_other_in_a_loop() -> None:
    assert cycles(carblogs_imports()) == []


def test_only_run_and_what_is_above_it_touches_the_world() -> None:
    assert worldly(carblogs_imports()) == []


def test_every_room_of_the_package_has_its_floor() -> None:
    folder = Path(carblog.__file__).parent
    assert {room(name) for name in sources(folder)} - {""} <= set(FLOORS)


def test_a_sideways_import_is_named_with_its_line() -> None:
    house = {"carblog.read.article": "", "carblog.run.store": "import carblog.read.article\n"}
    assert misplaced(imports(house)) == [
        "carblog.run.store:1 imports carblog.read.article: run must not know read"
    ]


def test_an_import_inside_a_function_or_for_types_only_counts() -> None:
    house = {
        "carblog.flow": "",
        "carblog.plan.lists": "def f():\n    from carblog import flow\n",
        "carblog.plan.feeds": (
            "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import carblog.flow\n"
        ),
        "carblog.plan.pages": "import importlib\nimportlib.import_module('carblog.flow')\n",
        "carblog.plan.late": "from .. import flow\n",
    }
    assert [text.partition(":")[0] for text in misplaced(imports(house))] == [
        "carblog.plan.lists",
        "carblog.plan.feeds",
        "carblog.plan.pages",
        "carblog.plan.late",
    ]


def test_a_room_that_no_floor_names_is_reported() -> None:
    house = {"carblog.model": "", "carblog.utils": "from carblog.model import Page\n"}
    assert misplaced(imports(house)) == ["carblog.utils: the table of floors has no room 'utils'"]


def test_a_loop_is_shown_as_the_way_round() -> None:
    house = {
        "carblog.model.car": "from carblog.model import site\n",
        "carblog.model.site": "def f():\n    from carblog.model.view import View\n",
        "carblog.model.view": "import carblog.model.car\n",
        "carblog.model.digest": "import carblog.model.view\n",
    }
    assert cycles(imports(house)) == [
        "carblog.model.car → carblog.model.site → carblog.model.view → carblog.model.car"
    ]


def test_a_clock_in_a_pure_room_is_reported() -> None:
    house = {"carblog.plan.lists": "import time\n", "carblog.run.files": "import os\n"}
    assert worldly(imports(house)) == [
        "carblog.plan.lists:1 imports time: only run/ touches the world"
    ]
