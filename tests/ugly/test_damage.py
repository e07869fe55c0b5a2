"""Ugly inputs, damaged further: a picture or a problem comes of them, and nothing else."""

from hypothesis import given
from hypothesis import strategies as st

from carblog.make.picture import MadePhoto, make_pictures
from carblog.model.content import Picture
from carblog.model.picture import Rendition
from carblog.model.problem import Problem
from carblog.read.picture import read_picture
from tests.read.damage import damaged
from tests.support.ugly.case import Ugly
from tests.support.ugly.every import FILES

SMALL = [ugly for ugly in FILES if len(ugly.data) < 20_000]

DOT = Rendition(path="/a.jpg", width=8, height=8, format="jpeg", quality=80, crop=None, key="a")


@given(data=st.data(), ugly=st.sampled_from(SMALL))
def test_any_damage_to_any_of_them_is_survived(data: st.DataObject, ugly: Ugly) -> None:
    file = data.draw(damaged(ugly.data))
    read = read_picture(ugly.name, file)
    assert isinstance(read.value, Picture)
    told = any(problem.severity == "error" for problem in read.problems)
    assert told == (not read.value.format)
    if not told:
        made = make_pictures(file, [DOT], [], ugly.name)
        assert isinstance(made, MadePhoto | Problem)
