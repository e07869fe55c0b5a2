"""What cameras, phones and programs write that nobody meant to be read.

Collected from what photo programs and libraries ignore, and from files of these makers. A value
is one of these only as a whole: a caption may well mention a digital camera.
"""

import re
from functools import cache

CAMERA = "a camera or phone writes it into every picture"
PROGRAM = "a program writes it into every picture"
FILE_NAME = "it is the name of a file"
NOBODY = "it names nobody"
NO_NAME = "it names no holder of the rights"
PROMPT = "it is what an image generator was told"
NOTHING = "it says nothing"

LONGEST_NAME = 120
"""Characters of a file's name; what is longer is a sentence."""


def _any(*patterns: str) -> str:
    return "|".join(f"(?:{pattern})" for pattern in patterns)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """At its first use: all take 6 ms, which a build that reads no picture does not have to pay."""
    return re.compile(pattern, re.IGNORECASE)


def _is(value: str, pattern: str) -> bool:
    return _compiled(pattern).fullmatch(value) is not None


_CAMERAS = _any(
    r"(?:olympus|sony|pentax|minolta|konica minolta|samsung|kodak|medion|vivitar|fujifilm|casio)?"
    r" ?digital (?:still )?camera",
    r"olympus optical co\.,ltd|sony dsc|kodak digital still camera|casio computer co\.,ltd",
    r"samsung(?: camera pictures| sdc| #\d+)?|<digimax .*>|hp photosmart.*|hewlett-packard.*",
    r"exif[_ ]jpeg[_ ](?:picture|t4|422|420)|jpeg(?: picture)?|dsc|dcp|dcim|dvc 10\.1 hdmi|lavc.*",
    r"camera|photo|picture|image|default|charset=ascii|ascii|binary comment|user comments?",
    # the modes of Huawei, Honor and Meizu phones
    r"r?hdr(?:\+| ?plus|pl)?|oznor(?:wo|hdr)?|frontbhdp|fbt(?:hdr)?|rbt|ptr(?:hdr)?|btr",
    r"btf(?:hdr|mdn)?|mon|nor(?:hdr|m)?|dav|mde(?:_soft)?|edf|frem|rpt|burst|sdr_hdrb|cof|qrf",
    r"fshbty|ptfbty",
    r"screen ?shot|capture d['’]écran|bildschirmfoto|captura de pantalla",
)

_TOOLS = (
    "gimp|adobe|photoshop|lightroom|picasa|imagemagick|imlib|vsco(?:cam)?|snapseed|ebay|jpegmini"
    "|irfanview|paint|canva|figma|blender|keyshot|luminar|acdsee|dxo|xnview|fotor|pixlr|picsart"
    "|afterlight|ezgif|tinypng|google|iphone|android|samsung|epson|hp|corel|paintshop|affinity"
    "|darktable|rawtherapee|capture one|photoscape|polarr|midjourney|dall.?e|microsoft|windows"
    "|instagram|whatsapp|procreate|krita|inkscape"
)
_PROGRAMS = _any(
    r"(?:created|made|edited|processed|generated|exported|shot|taken|captured|optimi[sz]ed"
    r"|compressed|resized|file written|saved|scanned|rendered) (?:with|by|using|in|on) (?:the )?"
    rf"(?:{_TOOLS})\b[®™]?(?: (?!at |in )[\w.()+®™-]+){{0,4}}",
    r"creator: gd-jpeg.*|lead technologies.*|applemark|intel\(r\) jpeg.*|handmade software.*",
    r"acd systems.*|ashampoo[_ ]snap.*|picasa(?: [\d.]+)?|iclarified|paint\.net.*|canva|pixabay",
    r"(?:adobe )?(?:imageready|photoshop|lightroom)(?: [\w.()]+){0,4}|gimp(?: [\d.]+)?",
)

_EDITED = (
    r"(?:[-_ .]?(?:edit(?:ed)?|copy|kopie|final|enhanced|nr|hdr|pano|bearbeitet|web|crop(?:ped)?"
    r"|small|large|lr|ps|wa|mp|burst|cover|portrait|v?\d+|\(\d+\)))*+"
)
_FILE_NAMES = _any(
    # with its ending, perhaps with its folders: DCIM\100MEDIA\DJI_0042.JPG
    r".*\.(?:jpe?g|png|tiff?|webp|avif|hei[cf]|gif|psd|bmp|dng|nef|cr[23w]|arw|raf|orf|rw2|pef|mp4)",
    # as cameras and phones name them, perhaps with what an editor adds: IMG_1234-Edit (2)
    r"(?:_?dsc[fn]?|_?img|_?mg|imgp|pict|mvi|gopr|gp|dji|pxl|vid|sam|sdc|cimg|hpim|kif|psx|fb_img)"
    rf"[-_ ]?(?:e|fly_)?[\d_]*\d{{3,}}{_EDITED}",
    rf"[ps]\d{{7}}{_EDITED}|\d{{8}}[-_ ]\d{{4,9}}{_EDITED}|\d{{5,}}{_EDITED}",
    r"(?:untitled|unbenannt|sans titre|image|photo|bild|scan|picture|render(?:ing)?|frame|layer"
    rf"|ebene|artboard|screenshot|capture)[-_ ]?\(?\d*\)?{_EDITED}",
    r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{24,64}",
)

_PROMPTS = _any(
    r"\bsteps: ?\d+, ?sampler:",
    r"\bnegative prompt:",
    r" --(?:ar|v|stylize|niji) ?\d",
    r"\bjob id: [0-9a-f-]{20,}",
    r'^\{ ?".*\}$',
)

_NOTHINGS = _any(
    r"[\W_]*",
    r"x-default|none|null|n/?a|nil|undefined|unknown|test|title|caption|description|headline",
    r"untitled|no (?:title|caption|description|name)",
    r"unbekannt|inconnu|desconocido|sconosciuto|onbekend",
    r"(?:enter|add|insert|type|write|your) .{0,20}(?:here|caption|title|description|name)",
)

_NOBODIES = _any(
    r"picasa|photographer|fotograf|photographe|artist|author|autor|auteur|owner|camera owner",
    r"creator|credit|admin(?:istrator)?|root|user|guest|default|pc|windows user|user ?name|name",
    r"noname|anonymous|hp[_ ]administrator|preferred customer|valued .*customer",
    r"(?:un)?registered user|benutzer|utilisateur|usuario|utente",
    r"unknown (?:artist|author|photographer)|camera|exif_jpeg_picture",
)
_DEVICES = _any(
    r"canon|nikon|sony|samsung|olympus|apple|iphone.*|dji|gopro|hp|asus|acer|dell|lenovo|toshiba"
)

_EMPTY_NOTICES = _any(
    r"(?:copyright|\(c\)|©|all rights reserved|alle rechte vorbehalten|tous droits réservés"
    r"|todos los derechos reservados|tutti i diritti riservati|notice|holder|by|20\d\d|19\d\d"
    r"|[\s.,:;/–-])++"
)

_NO_LENSES = _any(r"unknown.*|manual lens.*|no lens|lens|0(?:\.0)? ?mm f/?0(?:\.0)?")


def boilerplate(field: str, value: str, name: str) -> str:
    """Why `value`, cleaned, is nothing that somebody meant for `field`; empty when it may be.

    `name` is that of the picture's file, without its ending.
    """
    if _is(value, _NOTHINGS):
        return NOTHING
    if field in ("caption", "alt"):
        return _of_text(value, name)
    if field in ("creator", "credit", "copyright") and _is(value, _NOBODIES):
        return NOBODY
    if field == "creator" and _is(value, _DEVICES):
        return CAMERA
    if field == "copyright" and _is(value, _EMPTY_NOTICES):
        return NO_NAME
    return NOTHING if field == "lens" and _is(value, _NO_LENSES) else ""


def _of_text(value: str, name: str) -> str:
    if _compiled(_PROMPTS).search(value):
        return PROMPT
    if len(value) > LONGEST_NAME:
        return ""
    if _is(value, _CAMERAS):
        return CAMERA
    if value == name or _is(value, _FILE_NAMES):
        return FILE_NAME
    return PROGRAM if _is(value, _PROGRAMS) else ""
