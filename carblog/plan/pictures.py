"""The files that the theme makes of every photo that is shown."""

from collections.abc import Iterator

from carblog.model.digest import digest
from carblog.model.output import PictureOutput
from carblog.model.picture import renditions
from carblog.model.site import Site
from carblog.model.theme import Theme


def pictures(site: Site, theme: Theme) -> Iterator[PictureOutput]:
    """One output for each rendition; those of one photo follow one another."""
    made: set[str] = set()
    for used in site.images:
        rights = {"rights": digest(used.image.rights)} if used.image.rights else {}
        roles = {role.name: role for use in used.uses for role in theme.roles_of(use)}
        for name in sorted(roles):
            for rendition in renditions(used.image, roles[name]):
                if rendition.path not in made:
                    made.add(rendition.path)
                    parts = {"picture": rendition.key, **rights}
                    yield PictureOutput(
                        path=rendition.path.lstrip("/"),
                        source=used.image.source,
                        parts=parts,
                        key=digest(parts),
                        digest=used.image.digest,
                        rendition=rendition,
                    )
