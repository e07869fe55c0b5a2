"""The command line in a process of its own, on a terminal of its own."""

import errno
import fcntl
import os
import pty
import struct
import subprocess
import sys
import termios
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

NOTHING: Mapping[str, str] = {}


class Terminal:
    """What a person sees on a terminal while a command runs."""

    def __init__(self, process: "subprocess.Popen[bytes]", screen: int) -> None:
        self.process = process
        self._screen = screen
        self.shown = b""

    def read_until(self, text: bytes, times: int = 1) -> None:
        """Waits for it to be shown so often; fails when the command ends before."""
        while self.shown.count(text) < times:
            assert self._read(), self.shown.decode()

    def read_to_end(self) -> str:
        """All that is shown until no process has the terminal open any more."""
        while self._read():
            pass
        self.process.wait()
        return self.shown.decode()

    def _read(self) -> bytes:
        try:
            more = os.read(self._screen, 65536)
        except OSError as error:
            if error.errno != errno.EIO:  # which says that nobody is left
                raise
            return b""
        self.shown += more
        return more


@contextmanager
def typed(
    folder: Path, *arguments: str, variables: Mapping[str, str] = NOTHING, columns: int = 80
) -> Iterator[Terminal]:
    """`carblog ARGUMENTS`, typed in `folder` on a terminal so wide."""
    screen, keyboard = pty.openpty()
    fcntl.ioctl(keyboard, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
    unset = {"NO_COLOR", "FORCE_COLOR", "COLUMNS", "LINES"}
    environment = {name: value for name, value in os.environ.items() if name not in unset}
    process = subprocess.Popen(
        [sys.executable, "-m", "carblog", *arguments],
        cwd=folder,
        env=environment
        | {"TERM": "xterm", "PYTHONPATH": os.pathsep.join(sys.path)}
        | {**variables},
        stdin=keyboard,
        stdout=keyboard,
        stderr=keyboard,
        start_new_session=True,
    )
    os.close(keyboard)
    try:
        yield Terminal(process, screen)
    finally:
        process.kill()
        process.wait()
        os.close(screen)
