"""What cameras and programs write is not published; what people write is."""

import pytest

from carblog.read.words.boilerplate import (
    CAMERA,
    FILE_NAME,
    NO_NAME,
    NOBODY,
    NOTHING,
    PROGRAM,
    PROMPT,
    boilerplate,
)

MEANT_BY_NOBODY = {
    CAMERA: """\
OLYMPUS DIGITAL CAMERA
SONY DSC
DIGITAL CAMERA
KONICA MINOLTA DIGITAL CAMERA
SAMSUNG CAMERA PICTURES
Samsung
<Digimax i5, Samsung #1>
Exif_JPEG_PICTURE
KODAK Digital Still Camera
HP PhotoSmart C945 (V01.46)
DCIM
default
photo
User comments
charset=Ascii
hdrpl
oznorWO
mde_soft
dav
sdr_HDRB
Screenshot""",
    PROGRAM: """\
Created with GIMP
Created with The GIMP
Processed with VSCO with a6 preset
Processed By eBay with ImageMagick
Shot on iPhone 15 Pro Max
Made with Canva
Adobe Photoshop CC 2019 (Windows)
File written by Adobe Photoshop® 4.0
Picasa
Picasa 3.0
AppleMark
LEAD Technologies Inc. V1.01
CREATOR: gd-jpeg v1.0 (using IJG JPEG v62), quality = 90
Optimized by JPEGmini 3.14
Captured with iPhone""",
    FILE_NAME: """\
DSC_0123
DSC01234.JPG
_DSC4711-Edit
IMG_1234
IMG_E1234
IMG_1234 (2)
IMG-20240102-WA0003
IMG_20240102_101112_BURST001_COVER
_MG_1234
DSCF0042
DSCN0042
P1010023
PXL_20240102_101112345.MP
20240102_101112
100123456
GOPR0042
DJI_0042
DCIM\\100MEDIA\\DJI_0042.JPG
Untitled-1
Untitled design (3).png
render_0042
frame 12
image0
3f2504e0-4f89-11d3-9a0c-0305e82c3301
final front view.psd
01-front""",
    PROMPT: """\
a red car, studio, Steps: 20, Sampler: Euler a, CFG scale: 7, Seed: 99
photo of an electric suv --ar 16:9 --v 6
{"prompt": "a red car"}
a car Negative prompt: lowres, blurry""",
    NOTHING: """\
...
-
untitled
x-default
unbekannt
Enter caption here
Your title
null
No description""",
}
LINES = [(reason, line) for reason, lines in MEANT_BY_NOBODY.items() for line in lines.split("\n")]

MEANT = """\
The nose
911
911 Turbo S
BMW 320d
M3 CS
GT3 RS
ID.4
EX30
P1800
S 500
S500
Golf
Smart
Auto
Night
Default is a strange name for a car
Samsung's new museum in Seoul
Shot on a Canon EOS R5 at the Nürburgring
Shot on Canon at Monza
Taken with permission
A digital camera looks back from the mirror
The photo of the year
Image of the brand
Picasso, Citroën's van
IMG_1234: the nose
DSC Motorsport at work
1970
2026 Lido
Rendering of the nose
Frame and body
Screenshots of the menu
Mon Repos
test drive
Testing the Lido
Caption Cup 2026
None of these is for sale
Photo: Jane Doe"""


@pytest.mark.parametrize(("reason", "value"), LINES)
def test_a_caption_that_nobody_wrote_is_known(reason: str, value: str) -> None:
    assert boilerplate("caption", value, "01-front") == reason
    assert boilerplate("alt", value, "01-front") == reason


@pytest.mark.parametrize("value", MEANT.split("\n"))
def test_a_caption_that_somebody_wrote_is_kept(value: str) -> None:
    assert boilerplate("caption", value, "01-front") == ""


@pytest.mark.parametrize(
    ("field", "value", "reason"),
    [
        ("creator", "unknown", NOTHING),
        ("creator", "Picasa", NOBODY),
        ("creator", "Photographer", NOBODY),
        ("creator", "HP_Administrator", NOBODY),
        ("creator", "Valued Acer Customer", NOBODY),
        ("creator", "SAMSUNG", CAMERA),
        ("creator", "Jane Doe", ""),
        ("creator", "Root & Branch", ""),
        ("credit", "Samsung", ""),
        ("credit", "Default", NOBODY),
        ("copyright", "(c)", NO_NAME),
        ("copyright", "Copyright 2024", NO_NAME),
        ("copyright", "© 2024. All rights reserved.", NO_NAME),
        ("copyright", "    ", NOTHING),
        ("copyright", "© Jane Doe", ""),
        ("copyright", "2026 Kerbweight", ""),
        ("lens", "----", NOTHING),
        ("lens", "Unknown (234)", NOTHING),
        ("lens", "0.0 mm f/0.0", NOTHING),
        ("lens", "RF 50mm F1.2", ""),
        ("camera", "Unknown", NOTHING),
        ("camera", "Canon EOS R5", ""),
        ("place", "Unknown", NOTHING),
        ("place", "Default, Germany", ""),
    ],
)
def test_each_field_has_its_own_empty_words(field: str, value: str, reason: str) -> None:
    assert boilerplate(field, value, "01-front") == reason
