"""A theme, which every worker is handed."""

import msgspec

from carblog.model.theme import Asset
from tests.support.small_site import THEME


def test_what_workers_are_handed_does_not_grow_with_the_fonts() -> None:
    font = Asset(name="x.woff2", path="static/x.woff2", url="/assets/x-1.woff2", data=bytes(99_999))
    bare = msgspec.structs.replace(THEME, assets={font.name: font}).without_data()
    assert bare.assets[font.name] == msgspec.structs.replace(font, data=b"")
    assert msgspec.structs.replace(bare, assets={}) == THEME
