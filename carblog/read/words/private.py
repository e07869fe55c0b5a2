"""What a file tells that no reader needs, in words: that there are coordinates, never which."""

from carblog.model.containers import Block
from carblog.read.words.iptc import datasets
from carblog.read.words.png import unpacked
from carblog.read.words.tiff import Directory, exif_of
from carblog.read.words.xmp import Broken, path_of, properties

GPS = "where it was taken (GPS)"
SPOT = "the exact spot"
SERIALS = "serial numbers"
OWNER = "the camera's owner"
CONTACT = "how to reach its maker"
PEOPLE = "who is in it"
THUMBNAIL = "a thumbnail, perhaps of more than is shown"
HISTORY = "its edit history"
DEVELOPED = "how it was developed"
PROGRAM = "the program or computer"
MAKER_NOTES = "the camera's notes"
KEYWORDS = "keywords"
COLOURS = "its colours, which become sRGB"
PROMPT = "what an image generator was told"

_MAIN = {0x0131: PROGRAM, 0x013C: PROGRAM, 0xC62F: SERIALS}
_PHOTO = {0x927C: MAKER_NOTES, 0xA430: OWNER, 0xA431: SERIALS, 0xA435: SERIALS}
_THUMBNAIL = {0x0201: THUMBNAIL}

_DATASETS = {
    (2, 25): KEYWORDS,
    (2, 65): PROGRAM,
    (2, 92): SPOT,
    (2, 118): CONTACT,
    (2, 202): THUMBNAIL,
}

_PROPERTIES = {
    path_of(name): told
    for told, names in {
        GPS: "exif:GPSLatitude exif:GPSLongitude exif:GPSDestLatitude",
        SPOT: "Iptc4xmpCore:Location Iptc4xmpExt:LocationCreated Iptc4xmpExt:LocationShown",
        SERIALS: "aux:SerialNumber aux:LensSerialNumber exifEX:BodySerialNumber"
        " exifEX:LensSerialNumber",
        OWNER: "aux:OwnerName exifEX:CameraOwnerName",
        CONTACT: "Iptc4xmpCore:CreatorContactInfo",
        PEOPLE: "Iptc4xmpExt:PersonInImage mwg-rs:Regions",
        THUMBNAIL: "xmp:Thumbnails",
        HISTORY: "xmpMM:History photoshop:History xmpMM:DerivedFrom",
        DEVELOPED: "crs:Version crs:ProcessVersion crs:RawFileName",
        PROGRAM: "xmp:CreatorTool",
        KEYWORDS: "dc:subject",
    }.items()
    for name in names.split()
}


def told_by(block: Block, data: bytes) -> tuple[str, ...]:
    """What a block of the file `data` tells, each once, in the order of the alphabet."""
    payload = data[slice(*block.payload)]
    if block.kind == "exif":
        return _sorted(_in_exif(payload))
    if block.kind == "iptc":
        return _sorted({_DATASETS[key] for key, _ in datasets(payload) if key in _DATASETS})
    if block.kind == "xmp" and "extended" not in block.name:
        found = properties(
            unpacked(payload) if "compressed" in block.name else payload, _PROPERTIES
        )
        return () if isinstance(found, Broken) else _sorted(set(found))
    if block.kind == "icc":
        return (COLOURS,)
    if block.kind == "text" and block.name.endswith((" parameters", " prompt", " workflow")):
        return (PROMPT,)
    return ()


def _in_exif(payload: bytes) -> set[str]:
    exif = exif_of(payload)
    found = {GPS} if exif.place else set()
    pairs: tuple[tuple[dict[int, str], Directory], ...] = (
        (_MAIN, exif.main),
        (_PHOTO, exif.photo),
        (_THUMBNAIL, exif.thumbnail),
    )
    return found | {told for table, tags in pairs for tag, told in table.items() if tag in tags}


def _sorted(found: set[str]) -> tuple[str, ...]:
    return tuple(sorted(found))
