"""The words of an IPTC-IIM block (IIM 4.2), as agencies still write them into every JPEG."""

import re
from collections import defaultdict
from collections.abc import Iterator

from carblog.read.words.charset import decoded, encoding_of
from carblog.read.words.said import Said, names_of, place_of

MOST_DATASETS = 2_000
"""Of one block: agencies write a hundred keywords."""

_CHARSET = (1, 90)
_TITLE, _BY_LINE, _HEADLINE, _CREDIT, _COPYRIGHT, _CAPTION = 5, 80, 105, 110, 116, 120
_CITY, _REGION, _COUNTRY = 90, 95, 101
_DATE, _TIME = 55, 60

_ESCAPES = {
    **dict.fromkeys((b"\x1b%G", b"\x1b%/G", b"\x1b%/H", b"\x1b%/I"), "utf-8"),
    # What says Latin-1 has the quotes and dashes of Windows in it.
    **{b"\x1b" + set_ + b"A": "cp1252" for set_ in (b"-", b".", b"/")},
    **{b"\x1b" + set_ + b"B": "iso8859-2" for set_ in (b"-", b".", b"/")},
    **{b"\x1b" + set_ + b"L": "iso8859-5" for set_ in (b"-", b".", b"/")},
    **{b"\x1b" + set_ + b"F": "iso8859-7" for set_ in (b"-", b".", b"/")},
}
"""The escapes of ISO 2022 that 1:90 announces its character set with."""

_DAY = re.compile(r"(\d{4})(\d\d)(\d\d)")
_CLOCK = re.compile(r"(\d\d)(\d\d)(\d\d)(?:([+-]\d\d):?(\d\d))?")


def iptc_words(data: bytes) -> Said:
    """What an IIM block says, by `IPTC` and the name of the dataset.

    Without a character set in 1:90 it is guessed, for the whole block alike.
    """
    values: dict[tuple[int, int], list[bytes]] = defaultdict(list)
    for key, value in datasets(data):
        values[key].append(value)
    texts = _texts(values)

    def first(number: int) -> str:
        return next((text for text in texts.get(number, ()) if text), "")

    said = {
        "IPTC Caption": first(_CAPTION),
        "IPTC Headline": first(_HEADLINE),
        "IPTC Title": first(_TITLE),
        "IPTC By-line": names_of(texts.get(_BY_LINE, ())),
        "IPTC Credit": first(_CREDIT),
        "IPTC Copyright": first(_COPYRIGHT),
        "IPTC City, State, Country": place_of(first(_CITY), first(_REGION), first(_COUNTRY)),
        "IPTC Date, Time Created": _moment(first(_DATE), first(_TIME)),
    }
    return {source: text for source, text in said.items() if text}


def datasets(data: bytes) -> Iterator[tuple[tuple[int, int], bytes]]:
    """((record, number), value) of every dataset, up to the first that is damaged."""
    at = 0
    for _ in range(MOST_DATASETS):
        if data[at : at + 1] != b"\x1c" or at + 5 > len(data):
            return
        key, length = (data[at + 1], data[at + 2]), int.from_bytes(data[at + 3 : at + 5])
        at += 5
        if length & 0x8000:  # an extended dataset: the length of its length
            size = length & 0x7FFF
            length = int.from_bytes(data[at : at + size]) if size <= 4 else len(data)
            at += size
        if at + length > len(data):
            return
        yield key, data[at : at + length]
        at += length


def _texts(values: dict[tuple[int, int], list[bytes]]) -> dict[int, list[str]]:
    """The texts of record 2."""
    raw = {number: found for (record, number), found in values.items() if record == 2}
    charset = _ESCAPES.get(values.get(_CHARSET, [b""])[0].strip())
    every = [value for found in raw.values() for value in found]
    if charset in (None, "utf-8"):  # some say UTF-8 and mean it not
        charset = encoding_of(every)
    return {
        number: [decoded(value, charset).strip(" \0\r\n\t") for value in found]
        for number, found in raw.items()
    }


def _moment(day: str, clock: str) -> str:
    """In ISO 8601 when it can be told, else as written; 00 is a month or day that nobody knew."""
    found = _DAY.fullmatch(day)
    if found is None:
        return day
    iso = "-".join(found.groups())
    time = _CLOCK.fullmatch(clock)
    if time is None:
        return iso
    hour, minute, second, hours, minutes = time.groups(default="")
    return f"{iso}T{hour}:{minute}:{second}" + (f"{hours}:{minutes}" if hours else "")
