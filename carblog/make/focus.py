"""Where a picture's subject is, for crops of photos of which nobody said it."""

from PIL import Image, ImageFilter

from carblog.model.picture import Focus

LOOKED_AT = 96
"""Pixels of the longer side of the copy that is looked at."""


def automatic_focus(picture: Image.Image) -> Focus:
    """The middle of what stands out in a small copy of a photo."""
    edges = picture.convert("L").filter(ImageFilter.FIND_EDGES)
    width, height = edges.size
    columns = edges.resize((width, 1), Image.Resampling.BOX).tobytes()
    rows = edges.resize((1, height), Image.Resampling.BOX).tobytes()
    return _middle(columns), _middle(rows)


def _middle(weights: bytes) -> float:
    total = sum(weights)
    if not total:
        return 0.5
    return sum(place * weight for place, weight in enumerate(weights)) / total / len(weights)
