"""Car records."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carblog.model.content import Car, Read
from carblog.read.car import read_car
from tests.read.damage import damaged
from tests.read.samples import LONDON, told

PATH = "content/cars/brindle/pip.yaml"
FULL = """\
make: Brindle
name: Pip
years: 2026-
summary: A five-door electric city car.
image: {src: ../../../galleries/city-hatch/01.jpg, alt: An orange car}
specs:
  Motor:
    Power: 81 kW (110 PS)
    Torque: 220 Nm
  Size:
    Boot: 0285 litres
    Cd: 0.30
    Weight:
"""


def read(source: str, path: str = PATH) -> Read:
    return read_car(path, source.encode(), LONDON)


def test_figures_stay_as_typed_and_in_order() -> None:
    found = read(FULL)
    assert found.problems == ()
    car = found.value
    assert isinstance(car, Car)
    assert (car.id, car.url) == ("brindle/pip", "/cars/brindle/pip/")
    assert (car.make, car.name, car.years) == ("Brindle", "Pip", "2026-")
    assert car.image is not None
    assert car.image.alt == "An orange car"
    assert car.specs == (
        ("Motor", (("Power", "81 kW (110 PS)"), ("Torque", "220 Nm"))),
        ("Size", (("Boot", "0285 litres"), ("Cd", "0.30"))),
    )


def test_figures_without_a_group_come_first() -> None:
    found = read("make: B\nname: P\nspecs: {Motor: {Power: 1 kW}, Seats: 4, Doors: 5}\n")
    assert isinstance(found.value, Car)
    assert found.value.specs == (
        ("", (("Seats", "4"), ("Doors", "5"))),
        ("Motor", (("Power", "1 kW"),)),
    )


def test_a_record_needs_make_and_name_and_goes_by_its_file_without() -> None:
    found = read("years: 2026\n")
    assert told(found.problems) == ['1:1 there is no "make"', '1:1 there is no "name"']
    assert isinstance(found.value, Car)
    assert (found.value.make, found.value.name) == ("brindle", "pip")


def test_a_figure_that_is_a_list_is_an_error() -> None:
    found = read("make: B\nname: P\nspecs:\n  Tyres: [a, b]\n")
    assert told(found.problems) == ['4:10 "Tyres" must be one text, not a list']


@pytest.mark.parametrize("name", ["pip", "brindle/pip/mk1", "brindle/a#b", "../x"])
def test_a_records_path_is_make_and_model(name: str) -> None:
    found = read(FULL, f"content/cars/{name}.yaml")
    assert found.value is None
    [problem] = found.problems
    assert problem.hint == "a car is content/cars/<make>/<model>.yaml"


def test_an_unknown_key_is_a_warning() -> None:
    assert told(read(FULL + "spec: x\n").problems) == ['14:1 warning: there is no key "spec"']


@given(st.binary() | damaged(FULL.encode()))
def test_any_bytes_are_a_record_with_an_address(data: bytes) -> None:
    found = read_car(PATH, data, LONDON)
    assert isinstance(found.value, Car)
    assert found.value.id == "brindle/pip"
