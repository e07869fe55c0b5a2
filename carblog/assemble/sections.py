"""The sections of a site: those that `site.yaml` names, and other folders with something due."""

from collections.abc import Set

import msgspec

from carblog.model.digest import is_same
from carblog.model.settings import SectionSettings, Settings


def with_sections(settings: Settings, found: Set[str], before: Settings | None) -> Settings:
    """The settings with every section that there is; the same object as `before` where they are.

    `found`: the folders of `content/` in which something is due. One in which nothing is, is no
    section yet: its name may be a secret too.
    """
    sections = (*settings.sections, *_others(found, settings))
    now = msgspec.structs.replace(settings, sections=sections)
    return before if before is not None and is_same(before, now) else now


def _others(found: Set[str], settings: Settings) -> list[SectionSettings]:
    """By name."""
    named = {section.name for section in settings.sections}
    return [
        SectionSettings(
            name=name,
            title=name.replace("-", " ").capitalize(),
            source=f"content/{name}",
        )
        for name in sorted(found - named)
    ]
