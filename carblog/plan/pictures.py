"""The files that the theme makes of every photo that is shown."""

from carblog.model.digest import digest
from carblog.model.output import PictureOutput
from carblog.model.picture import renditions
from carblog.model.site import UsedImage
from carblog.model.theme import Theme


def pictures(used: UsedImage, theme: Theme) -> list[PictureOutput]:
    """One output for each rendition of a picture."""
    rights = {"rights": digest(used.image.rights)} if used.image.rights else {}
    roles = {role.name: role for use in used.uses for role in theme.roles_of(use)}
    made: dict[str, PictureOutput] = {}
    for name in sorted(roles):
        for rendition in renditions(used.image, roles[name]):
            if rendition.path not in made:
                parts = {"picture": rendition.key, **rights}
                made[rendition.path] = PictureOutput(
                    path=rendition.path.lstrip("/"),
                    source=used.image.source,
                    parts=parts,
                    key=digest(parts),
                    digest=used.image.digest,
                    rendition=rendition,
                )
    return list(made.values())
