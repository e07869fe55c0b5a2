"""What is wrong with a theme's templates is told when they are read, at its line."""

import pytest

from carblog.model.problem import Problem
from carblog.read.theme import Layer, read_theme


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
