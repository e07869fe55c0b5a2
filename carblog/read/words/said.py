"""What is put together from several fields, the same way in every standard."""

import re
from collections.abc import Iterable

Said = dict[str, str]
"""Source → what it says: `XMP dc:creator` → `Jane Doe`."""

_COMPANY = re.compile(
    r"\s*\b(?:corporation|corp\b\.?|imaging|optical|photo film|company|electronics|electric"
    r"|inc\b\.?|techwin|digital|co\b\.?,?\s*ltd\.?|ltd\.?|co\.|gmbh|ag\b)[\s.,]*",
    re.IGNORECASE,
)


def place_of(*parts: str) -> str:
    """`Wolfsburg, Lower Saxony, Germany`: each named once, from the smaller to the larger."""
    words = [part.strip(" ,\t\r\n\0") for part in parts]
    return ", ".join(dict.fromkeys(word for word in words if word))


def camera_of(make: str, model: str) -> str:
    """`Canon EOS R5`, `Nikon Z 6`: the maker's name once, without its legal form."""
    make, model = (" ".join(text.replace("\0", " ").split()) for text in (make, model))
    brand = _COMPANY.sub(" ", make).strip(" ,.") or make
    first = brand.partition(" ")[0].casefold()
    if not model or not brand:
        return model or brand
    if not first or not model.casefold().startswith(first):
        return f"{_title(brand)} {model}"
    return f"{_title(model[: len(first)])}{model[len(first) :]}"


def names_of(names: Iterable[str]) -> str:
    """Several people as one text."""
    return ", ".join(
        dict.fromkeys(name for name in (name.strip(" ;,\0") for name in names) if name)
    )


def _title(brand: str) -> str:
    """`NIKON` as `Nikon`; short names are initials, such as `SONY`, and `iPhone` is meant so."""
    words = brand.split()
    return " ".join(
        word.capitalize() if word.isupper() and word.isalpha() and len(word) > 4 else word
        for word in words
    )
