"""Alternative texts of a gallery: no two are the same (WCAG 2.2, 1.1.1)."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from carblog.model.view import Photo
from carblog.model.words import filled


def with_distinct_alts(photos: Sequence[Photo], strings: Mapping[str, str]) -> Iterator[Photo]:
    """Every photo with a text of its own: "SmartMi car renderings, photo 3 of 10"."""
    pattern = strings.get("photo.alt", "{caption}, {number}/{count}")
    times = Counter(photo.alt for photo in photos)
    taken = {alt for alt, count in times.items() if count == 1} - {""}
    for number, photo in enumerate(photos, 1):
        alt = photo.alt
        if not alt or times[alt] > 1:
            caption = alt or photo.caption or photo.image.name.replace("-", " ")
            values = {"caption": caption, "number": str(number), "count": str(len(photos))}
            alt = filled(pattern, values)
            while alt in taken:
                alt = f"{alt} ({number})"
            taken.add(alt)
        yield photo if alt == photo.alt else msgspec.structs.replace(photo, alt=alt)
