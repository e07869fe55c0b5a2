"""The default theme as files: its words are complete in every language it speaks."""

import re
from pathlib import Path

import pytest
import yaml

from carblog.model.content import KINDS

THEME = Path(__file__).parents[2] / "themes/paddock"
LANGUAGES = sorted(path.stem for path in (THEME / "strings").glob("*.yaml"))
PLURAL = re.compile(r"\.(zero|one|two|few|many|other)$")


def words(language: str) -> dict[str, str]:
    text = (THEME / f"strings/{language}.yaml").read_text(encoding="utf-8")
    return {key: str(value) for key, value in yaml.safe_load(text).items()}


def placeholders(text: str) -> set[str]:
    return set(re.findall(r"{(\w+)}", text))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_says_everything(language: str) -> None:
    assert words(language).keys() == words("en").keys()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_fills_in_the_same_names(language: str) -> None:
    english = words("en")
    for key, text in words(language).items():
        assert placeholders(text) == placeholders(english[key]), key


def test_every_kind_of_story_has_a_name_and_a_title_for_its_list() -> None:
    assert {f"{prefix}.{kind}" for prefix in ("kind", "kinds") for kind in KINDS} <= words(
        "en"
    ).keys()


def test_templates_and_words_fit_one_another() -> None:
    sources = [path.read_text(encoding="utf-8") for path in THEME.rglob("*.html")]
    asked = {key for source in sources for key in re.findall(r'\bt\("([^"]+)"', source)}
    known = {PLURAL.sub("", key) for key in words("en")}
    prefixes = {key for key in asked if key.endswith(".")}
    assert asked - prefixes <= known
    # Titles and alternative texts are asked for while pages are planned, kinds by their name.
    elsewhere = ("kind.", "kinds.", "title.", "photo.alt", *prefixes)
    assert {key for key in known - asked if not key.startswith(elsewhere)} == set()
