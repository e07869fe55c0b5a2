"""With what the site is made: the versions of everything that has a say in its bytes."""

import functools
import re
import sys
from contextlib import suppress
from pathlib import Path

import carblog
from carblog.model.digest import digest

_LIBRARIES = (
    "babel",
    "jinja2",
    "markdown",
    "markupsafe",
    "msgspec",
    "nh3",
    "pillow",
    "pyyaml",
    "tzdata",
)
_RECORD = re.compile(r"([^-]+)-([^-]+?)(-py[^-]+)?\.(dist|egg)-info")
"""https://packaging.python.org/en/latest/specifications/recording-installed-packages/"""

_CODECS = ("webp", "jpg", "libjpeg_turbo", "avif", "zlib", "littlecms2")


@functools.cache
def identity() -> str:
    """Of this carblog: what was made or read under another identity is made again."""
    names = [f"{name} {version(name)}" for name in _LIBRARIES]
    python = f"python {sys.version_info.major}.{sys.version_info.minor}"
    return "; ".join([f"carblog {carblog.__version__}", python, *names, codecs(), *_checkout()])


@functools.cache
def codecs() -> str:
    """Of what decodes and encodes pictures: other codecs make other bytes of the same photo.

    Pillow may be linked to the system's codecs, so its own version does not say theirs.
    """
    from PIL import features  # noqa: PLC0415 - 20 ms, for those who ask

    names = [f"{name} {features.version(name) or 'none'}" for name in _CODECS]
    return "; ".join([f"pillow {version('pillow')}", f"pillow-heif {_heic()}", *names])


def _heic() -> str:
    """The decoder of the extra `heic`: with it, other photos are read than without it."""
    return installed().get("pillow-heif", "none")


def version(name: str) -> str:
    """The version of a library that is installed."""
    if known := installed().get(name):
        return known
    from importlib import metadata  # noqa: PLC0415 - for what is recorded in another way

    return metadata.version(name)


@functools.cache
def installed() -> dict[str, str]:
    """Name → version of what is installed, by what the records of it are called.

    `importlib.metadata` reads the same in them, but takes 20 ms to import.
    """
    found: dict[str, str] = {}
    for folder in sys.path:
        with suppress(OSError):
            for path in sorted(Path(folder).iterdir()):
                if match := _RECORD.fullmatch(path.name):
                    # The first on the path is the one that is imported.
                    found.setdefault(re.sub(r"[-_.]+", "-", match[1]).lower(), match[2])
    return found


def _checkout() -> list[str]:
    """In a checkout the code changes under one version: there its digest counts too."""
    package = Path(carblog.__file__).parent
    if not (package.parent / "pyproject.toml").is_file():
        return []
    paths = sorted(package.rglob("*.py"))
    code = {path.relative_to(package).as_posix(): path.read_bytes() for path in paths}
    return [f"code {digest(code)}"]
