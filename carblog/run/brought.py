"""The themes that come with carblog."""

from pathlib import Path

import carblog
from carblog.model.digest import digest


def homes() -> tuple[Path, ...]:
    """The folders of themes: inside the installed package, and beside it in a checkout."""
    package = Path(carblog.__file__).parent
    return package / "themes", package.parent / "themes"


def files_of(folder: Path) -> dict[str, bytes]:
    """The files of a theme: path in it → bytes."""
    paths = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def digest_of_all() -> str:
    """Of all of them: in a checkout they change under one version of carblog."""
    return digest([files_of(home) for home in homes()])
