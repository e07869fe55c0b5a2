"""Nothing private leaves: every tag in every published picture is on the allow-list."""

import json
import re
import shutil
import subprocess
from typing import Any

from tests.support.finding import Finding, UnavailableError
from tests.support.publication import Publication

PICTURES = (".avif", ".gif", ".jpeg", ".jpg", ".png", ".webp")
TIMEOUT = 600

# What stays with a picture: creator, credit, copyright, licence, who gives one, and whether a
# camera or a program made it (IPTC Photo Metadata 2023.1), in one form: XMP.
RIGHTS = frozenset(
    "XMP-dc:Creator XMP-dc:Rights XMP-photoshop:Credit XMP-iptcExt:DigitalSourceType"
    " XMP-xmpRights:Marked XMP-xmpRights:WebStatement XMP-plus:LicensorURL".split()
)
# Of an original that is offered as it was: which way is up.
WAY_UP = frozenset({"File:ExifByteOrder", "IFD0:Orientation"})
# A size that carblog made: upright and in sRGB, so it says neither way nor profile.
RENDITION = re.compile(r"-\d+-[0-9a-f]{10}\.\w+$")
# What a decoder needs: sizes, depth, sampling, the colour profile. Whole groups of exiftool's -G1.
STRUCTURE = frozenset("GIF JFIF Meta PNG PNG-pHYs RIFF".split())
# The boxes of an AVIF share their group with dates and places, so each is named.
AVIF = frozenset(
    "AV1ConfigurationVersion AuxiliaryImageType ChromaFormat ChromaSamplePosition ColorPrimaries"
    " ColorProfiles CompatibleBrands HandlerType HighBitDepth ImagePixelDepth ImageSpatialExtent"
    " InitialDelaySamples MajorBrand MatrixCoefficients MediaData MediaDataOffset"
    " MediaDataSize MinorVersion Mirroring Rotation SeqLevelIdx0 SeqProfile SeqTier0"
    " TransferCharacteristics TwelveBit VideoFullRangeFlag".split()
)
FILE = frozenset(
    "FileType FileTypeExtension MIMEType ImageWidth ImageHeight EncodingProcess BitsPerSample"
    " ColorComponents YCbCrSubSampling".split()
)
# Groups that are structure may still carry words.
WORDS = frozenset({"Comment", "Description", "Software", "Title", "Author", "Source", "Warning"})


def findings(site: Publication) -> list[Finding]:
    """Tags that nobody allowed, and files that are not what their name says."""
    pictures = site.named(*PICTURES)
    if not pictures:
        return []
    return sorted(f for report in _exiftool(site, pictures) for f in _picture(report))


def _picture(report: dict[str, Any]) -> list[Finding]:
    path = report["SourceFile"].removeprefix("./")
    found = [
        Finding(path, 0, "metadata", f"carries {tag} = {value!r}")
        for tag, value in report.items()
        if tag != "SourceFile" and not allowed(tag, is_rendition=bool(RENDITION.search(path)))
    ]
    true, named = report.get("File:FileTypeExtension", ""), path.rpartition(".")[2].lower()
    if true.lower() != named.replace("jpeg", "jpg"):
        found.append(Finding(path, 0, "type", f"is {true or 'no picture'} inside"))
    return found


def allowed(tag: str, *, is_rendition: bool = True) -> bool:
    """Whether a tag, as `Group:Name`, may be published."""
    group, _, name = tag.partition(":")
    if tag in RIGHTS:
        return True
    if tag in WAY_UP or group.startswith("ICC"):
        return not is_rendition
    named = {"File": FILE, "QuickTime": AVIF}.get(group)
    if named is not None:
        return name in named
    return group in STRUCTURE and name not in WORDS


def _exiftool(site: Publication, pictures: list[str]) -> list[dict[str, Any]]:
    """One report per picture, tags as `Group:Name`; unknown ones and makers' notes count too."""
    program = shutil.which("exiftool")
    if program is None:
        raise UnavailableError("there is no exiftool: apt install libimage-exiftool-perl")
    command = [
        program,
        "-json",
        "-G1",
        "-a",
        "-u",
        "-ee",
        "-e",
        "--System:all",
        "--ExifToolVersion",
    ]
    run = subprocess.run(
        [*command, "-@", "-"],
        cwd=site.folder,
        input="\n".join(f"./{path}" for path in pictures),
        capture_output=True,
        text=True,
        check=False,
        timeout=TIMEOUT,
    )
    reports: list[dict[str, Any]] = json.loads(run.stdout or "[]")
    return reports
