"""What is wrong with a theme's templates is told when they are read, at its line."""

from unittest import mock

import pytest
from msgspec.structs import replace

from carblog.model.problem import Problem
from carblog.model.settings import RoleChange
from carblog.model.theme import Theme
from carblog.read.theme import Layer, digest_of_templates, read_theme


def problems(**templates: str) -> tuple[Problem, ...]:
    """`embeds__figure="…"` is `templates/embeds/figure.html`."""
    files = {
        f"templates/{name.replace('__', '/')}.html": source.encode()
        for name, source in templates.items()
    }
    _, found = read_theme("mine", [Layer(label="themes/mine", files=files)], "en", "libwebp 1")
    return found


@pytest.mark.parametrize("name", ["latest", "page", "top_stories"])
def test_an_embed_that_reads_what_only_pages_have_is_told_at_its_line(name: str) -> None:
    [problem] = problems(embeds__figure="<p>\n{{ " + name + " }}")
    assert str(problem.place) == "themes/mine/templates/embeds/figure.html:2"
    assert problem.code == "template-name"
    assert f'templates in embeds/ do not see a name "{name}"' in problem.message


def test_an_embed_sees_its_part_the_site_and_every_function() -> None:
    assert problems(embeds__figure='{{ embed }}{{ site }}{{ url("/") }}{{ prose(embed) }}') == ()


def test_pages_see_what_pages_have_and_mistakes_have_a_hint() -> None:
    assert problems(home="{{ page.title }}{{ latest|length }}") == ()
    [problem] = problems(home="{{ latset }}")
    assert "latest" in problem.hint


def test_a_theme_names_the_codecs_that_will_write_its_pictures() -> None:
    files = {"theme.yaml": b"name: mine\npictures: {card: {widths: 320, of: lead}}\n"}
    theme, _ = read_theme("mine", [Layer(label="themes/mine", files=files)], "en", "libwebp 1")
    other, _ = read_theme("mine", [Layer(label="themes/mine", files=files)], "en", "libwebp 2")
    assert theme
    assert other
    assert theme.roles["card"].encoder == "libwebp 1"
    assert theme.frame != other.frame


ROLES = b"name: mine\npictures: {card: {widths: 320, ratio: 1:1}, photo: {widths: [480, 1600]}}\n"


def changed(**changes: RoleChange) -> Theme:
    layers = [Layer(label="themes/mine", files={"theme.yaml": ROLES})]
    theme, found = read_theme("mine", layers, "en", "libwebp 1", changes)
    assert theme
    assert found == ()
    return theme


def test_a_site_changes_what_it_says_of_a_role_and_leaves_the_rest() -> None:
    plain, other = changed(), changed(card=RoleChange(widths=(400, 800), limit=90_000))
    card = other.roles["card"]
    assert (card.widths, card.limit, card.ratio) == ((400, 800), 90_000, (1, 1))
    assert other.roles["photo"].widths == plain.roles["photo"].widths == (480, 1600)
    assert plain.frame != other.frame


def test_every_role_knows_how_finely_all_of_them_want_a_photo() -> None:
    assert {role.finest for role in changed().roles.values()} == {(((1, 1), 320), (None, 1600))}


def test_templates_that_are_known_need_no_reading_and_come_to_the_same() -> None:
    files = {
        "theme.yaml": b"name: mine\n",
        "templates/home.html": b"{% include 'top.html' %}{{ latest|length }}",
        "templates/top.html": "{{ site.title }} – {{ url('/') }}".encode(),
    }
    layers = [Layer(label="themes/mine", files=files)]
    theme, _ = read_theme("mine", layers, "en", "libwebp 1")
    assert theme
    bare = {name: replace(each, source="") for name, each in theme.templates.items()}
    with mock.patch("carblog.read.theme._parse", side_effect=AssertionError("it was parsed")):
        again, found = read_theme("mine", layers, "en", "libwebp 1", known=bare)
    assert again == theme
    assert found == ()
    other = [Layer(label="themes/mine", files=files | {"templates/top.html": b"{{ site.title }}"})]
    assert digest_of_templates(other) != digest_of_templates(layers)
