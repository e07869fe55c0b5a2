"""Files as somebody sees them who is not allowed everything."""

import os
import tempfile
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

NOBODY = 65534


@contextmanager
def nobodys_folder() -> Generator[Path]:
    """An empty folder of this process, which meanwhile is not root's: root may read everything."""
    user = os.geteuid()
    with tempfile.TemporaryDirectory() as name:
        if user != 0:
            yield Path(name)
            return
        os.chown(name, NOBODY, -1)
        os.seteuid(NOBODY)
        try:
            yield Path(name)
        finally:
            os.seteuid(user)
