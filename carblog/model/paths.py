"""Names and paths: what may be one, how a word becomes one, how a written path is resolved."""

import posixpath
import re
import unicodedata
from functools import lru_cache
from urllib.parse import quote, unquote

_PLAIN = re.compile(r"[A-Za-z0-9/:@!$&'()*+,;=._~-]*")
_FORBIDDEN = re.compile(r'[\x00-\x1f\x7f<>:"|?*\\#%]')
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?")
LONGEST_NAME = 200
"""Bytes of one part of a path in UTF-8: file systems end at 255, and names gain suffixes."""
LONGEST_FILE_NAME = 255
"""Bytes of a name on the file systems that people use: ext4, APFS, NTFS."""


@lru_cache(maxsize=10_000)  # tags and authors: a few, asked for by every story
def slugify(text: str) -> str:
    """The last part of a URL for a word or title: `Škoda Élan 1.5` → `skoda-elan-1-5`.

    Latin letters lose their accents; other scripts stay as they are. Empty when nothing is left.
    """
    folded = text.replace("ß", "ss").replace("æ", "ae").replace("ø", "o").replace("ł", "l")
    letters: list[str] = []
    for char in unicodedata.normalize("NFKD", folded.casefold()):
        follows_latin = bool(letters) and letters[-1].isascii()
        if not (unicodedata.combining(char) and follows_latin):
            letters.append(char)
    words = re.findall(r"[^\W_]+", unicodedata.normalize("NFC", "".join(letters)))
    return "-".join(words).encode()[:LONGEST_NAME].decode("utf-8", "ignore").strip("-")


def fault_in_name(name: str) -> str:
    """Why `name` cannot be one part of a URL and of a file's path; empty when it can."""
    if not name:
        return "it is empty"
    if "/" in name:
        return 'it holds "/", and must be one part of an address'
    if name in {".", ".."}:
        return f'"{name}" leads to another folder'
    if name.startswith(".") or name.endswith((".", " ")) or name != name.strip():
        return "it begins or ends with a dot or a space"
    if found := _FORBIDDEN.search(name):
        char = f'"{found[0]}"' if found[0].isprintable() else f"U+{ord(found[0]):04X}"
        return f"it holds {char}, which files and addresses cannot have"
    if name.startswith("~") or _RESERVED.fullmatch(name):
        return "it is a name that some systems keep for themselves"
    if len(name.encode()) > LONGEST_NAME:
        return f"it is longer than {LONGEST_NAME} bytes"
    return ""


def fault_in_site_path(path: str) -> str:
    """Why `path` cannot be a site path such as `/news/old-address/`; empty when it can.

    Escapes are undone until nothing changes, so `%252e%252e` cannot hide a `..`.
    """
    while (plain := unquote(path)) != path:
        path = plain
    if not path.startswith("/") or path.startswith("//"):
        return "it does not begin with one /"
    parts = path.removesuffix("/").split("/")[1:] if path != "/" else []
    return next((fault for part in parts if (fault := fault_in_name(part))), "")


def nfc(path: str) -> str:
    """A path in the one Unicode form that paths are compared in: disks keep whichever was typed."""
    return path if path.isascii() else unicodedata.normalize("NFC", path)


def resolve(base: str, target: str) -> str | None:
    """The file that `target` written in file `base` means, relative to the site folder, in NFC.

    A target that begins with `/` is from the site folder; a fragment is left out. `None` when it
    leaves the site folder.
    """
    path = target.partition("#")[0]
    folder = "" if path.startswith("/") else base.rpartition("/")[0]
    inside = path.lstrip("/")  # joined by hand: every reference comes by, and `join` takes 1.5 µs
    joined = posixpath.normpath(f"{folder}/{inside}" if folder else inside)
    return None if joined.startswith(("..", "/")) else nfc(joined)


def page_part(url: str) -> str:
    """A URL without its query and fragment: what has to exist."""
    return url.partition("#")[0].partition("?")[0]


def href(site_path: str) -> str:
    """A site path as it stands in a URL: percent-escaped, query and fragment kept (RFC 3986)."""
    if _PLAIN.fullmatch(site_path):  # nearly all are, and escaping took a tenth of planning
        return site_path
    rest, hash_, fragment = site_path.partition("#")
    path, mark, query = rest.partition("?")
    return "".join(
        [
            quote(path, safe="/:@!$&'()*+,;=-._~"),
            mark + quote(query, safe="/?:@!$&'()*+,;=-._~%"),
            hash_ + quote(fragment, safe="/?:@!$&'()*+,;=-._~"),
        ]
    )


def fault_in_output_path(path: str) -> str:
    """Why no file can be published at `path` in the output folder; empty when one can."""
    parts = path.split("/")
    if not all(parts) or "." in parts or ".." in parts:
        return "it does not stay in the output folder"
    if not path.isprintable():
        found = next(char for char in path if not char.isprintable())
        return f"it holds U+{ord(found):04X}, which no address can have"
    if any(len(part.encode()) > LONGEST_FILE_NAME for part in parts):
        return f"a part of it is longer than {LONGEST_FILE_NAME} bytes"
    return ""


def file_of(site_path: str) -> str:
    """The file in the output folder that is served at a site path: `/news/` → `news/index.html`."""
    relative = site_path.lstrip("/")
    return relative + "index.html" if not relative or relative.endswith("/") else relative


def same_file_key(path: str) -> str:
    """Equal for two paths that some file system takes for one: by case or by Unicode form."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFKC", path).casefold())
