"""Licences by their short names."""

import pytest

from carblog.read.licences import LICENCES, licence
from carblog.read.values import Fault


@pytest.mark.parametrize("name", LICENCES)
def test_every_short_name_is_an_address_whatever_its_case_and_dashes(name: str) -> None:
    for written in (name, name.lower(), name.replace(" ", "-"), name.replace("-", " ")):
        assert licence(written) == LICENCES[name]


def test_an_address_stays_as_it_was_written() -> None:
    assert licence("https://jo.example/terms?x=1") == "https://jo.example/terms?x=1"


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ("CC BY", "the current one is CC BY 4.0"),
        ("cc-by-nc-nd", "the current one is CC BY-NC-ND 4.0"),
        ("CC BI 4.0", 'did you mean "CC BY 4.0"?'),
        ("All rights reserved", "a notice such as this belongs in `copyright`"),
        ("© Jo", "a notice such as this belongs in `copyright`"),
        ("freely", "write its address, or a short name such as CC BY 4.0"),
        ("ftp://jo.example/", "write the whole address, beginning with https://"),
    ],
)
def test_what_is_no_licence_is_told_what_is_meant(written: str, hint: str) -> None:
    found = licence(written)
    assert isinstance(found, Fault)
    assert found.hint == hint
