"""What `picture` gives templates: every file there is, and what stands in for it."""

from base64 import b64decode
from datetime import UTC, datetime

import msgspec
import pytest
from jinja2 import TemplateRuntimeError

from carblog.make.functions import Functions
from carblog.model.picture import Look, Role, look_wish
from carblog.model.theme import Theme
from tests.support.small_site import SETTINGS, photo

HERO = Role(
    name="hero",
    widths=(400, 800),
    formats=("avif", "webp", "jpeg"),
    of=("lead",),
    placeholder="blur",
)
LEAD = photo("01-front", use="lead")


WORDS = {"photo.of": "{title}: photo {number}"}


def functions(role: Role = HERO) -> Functions:
    theme = Theme(name="bare", templates={}, roles={"hero": role}, strings=WORDS, assets={})
    return Functions(theme, SETTINGS)


def with_look(look: Look) -> Functions:
    found = functions()
    wish = look_wish(LEAD.image, HERO)
    assert wish is not None
    found.looks = {wish.key: look}
    return found


def test_a_picture_comes_with_its_colour_and_its_preview() -> None:
    made = with_look(Look(colour="#2f3a44", preview=b"RIFF")).picture(LEAD, "hero")
    assert made.colour == "#2f3a44"
    kind, _, data = made.preview.partition(",")
    assert kind == "data:image/webp;base64"
    assert b64decode(data) == b"RIFF"


def test_a_colour_alone_has_no_preview() -> None:
    made = with_look(Look(colour="#2f3a44")).picture(LEAD, "hero")
    assert (made.colour, made.preview) == ("#2f3a44", "")


def test_without_a_look_nothing_stands_in() -> None:
    made = functions().picture(LEAD, "hero")
    assert (made.colour, made.preview) == ("", "")


def test_a_title_with_braces_stays_as_it_was_written() -> None:
    said = functions().t("photo.of", title="The {number} of it", number=3)
    assert said == "The {number} of it: photo 3"


@pytest.mark.parametrize("pending", [(), ("avif",)])
def test_a_picture_names_the_files_that_are_there(pending: tuple[str, ...]) -> None:
    image = msgspec.structs.replace(LEAD.image, pending=pending)
    made = functions().picture(msgspec.structs.replace(LEAD, image=image), "hero")
    types = [source.type for source in made.sources]
    assert types == (["image/webp"] if pending else ["image/avif", "image/webp"])
    assert made.src.endswith(".jpg")


@pytest.mark.parametrize("value", [(1,), datetime(2026, 1, 1, tzinfo=UTC), None, len])
def test_a_phrase_is_filled_with_nothing_that_looks_otherwise_where_it_is_equal(
    value: object,
) -> None:
    with pytest.raises(TemplateRuntimeError, match="texts and numbers"):
        functions().t("photo.of", title=value, number=3)
