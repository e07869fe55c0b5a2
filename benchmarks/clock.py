"""A command timed as people see it: from start to end, with all processes that it starts."""

import os
import resource
import signal
import statistics
import subprocess
import tempfile
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

_LOOK_EVERY = 0.1
"""Seconds between two looks at the processes: five times as often cost the watched 3 %."""


class Timed(NamedTuple):
    """One run of a command."""

    wall: float
    """Seconds."""
    cpu: float
    """Seconds of all processors, of all its processes; to about 0.1 s for each that nobody waits
    for."""
    memory: float
    """MB: the most that one of its processes had."""
    together: float
    """MB: the most that they had at one moment. Pages that some share count for each of them, or
    once where `timed` was asked to `share`."""


def environment() -> dict[str, str]:
    """As people have it: Python keeps what it compiled."""
    return {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}


def timed(
    command: Sequence[str], folder: Path, *, share: bool = False, patience: float | None = None
) -> Timed:
    """Runs `command` in `folder`. Raises `CalledProcessError`, with its output, if it fails, and
    `TimeoutExpired` when it was ended, with all its processes, because it needed more seconds
    than `patience`.

    With `share`, memory that processes share is divided among them (PSS). It costs the watched some
    milliseconds at every look, so times are of runs without.
    """
    # Not to a pipe: it would be open until the last process that a command left behind is gone, for
    # which no shell waits.
    with tempfile.TemporaryFile("w+") as output:
        # carblog waits until its site would outlast a power cut, and not also for what whoever ran
        # before has left the system to write.
        os.sync()
        before = _of_children()
        start = time.perf_counter()
        process = subprocess.Popen(
            command,
            cwd=folder,
            env=environment(),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        watch = _Watch(process.pid, share)
        try:
            process.wait(patience)
        except BaseException:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            watch.stop()
            raise
        wall = time.perf_counter() - start
        watch.stop()
        if process.returncode:
            output.seek(0)
            raise subprocess.CalledProcessError(process.returncode, command, output.read())
    cpu = max(sum(watch.cpu.values()), _of_children() - before)
    return Timed(wall, cpu, watch.most / 1024, watch.together / 1024)


def median(runs: Sequence[Timed]) -> Timed:
    """Of each figure by itself."""
    return Timed(*(statistics.median(figures) for figures in zip(*runs, strict=True)))


def _of_children() -> float:
    """Seconds of all processors, of all processes that ended and were waited for."""
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    return spent.ru_utime + spent.ru_stime


class _Watch:
    """Looks at a process and its descendants until it is stopped. Linux only.

    What the kernel adds up by itself leaves out processes that nobody waits for.
    """

    def __init__(self, pid: int, share: bool) -> None:
        self.most = 0
        """kB."""
        self.together = 0
        """kB."""
        self.cpu: dict[int, float] = {}
        """Process → seconds."""
        self._pid = pid
        self._share = share
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Ends the watch; the figures are final then."""
        self._over.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._over.wait(_LOOK_EVERY):
            family = _family(self._pid)
            self.cpu |= {pid: spent for pid in family if (spent := _cpu(pid))}
            found = [_memory(pid, self._share) for pid in family]
            self.most = max([self.most, *(peak for peak, _ in found)])
            self.together = max(self.together, sum(now for _, now in found))


def _family(pid: int) -> list[int]:
    """A process and its descendants."""
    try:
        tasks = list(Path(f"/proc/{pid}/task").iterdir())
        children = [
            int(child) for task in tasks for child in (task / "children").read_text().split()
        ]
    except OSError:
        return [pid]
    return [pid, *(each for child in children for each in _family(child))]


def _cpu(pid: int) -> float:
    """Seconds in the process itself: fields 14 and 15 of proc(5), in clock ticks."""
    try:
        after_name = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(after_name[11]) + int(after_name[12])) / os.sysconf("SC_CLK_TCK")


def _memory(pid: int, share: bool) -> tuple[int, int]:
    """kB of resident memory: the most it ever had, and what it has or has its share of."""
    try:
        status = Path(f"/proc/{pid}/status").read_text()
        shares = Path(f"/proc/{pid}/smaps_rollup").read_text() if share else ""
    except OSError:
        return 0, 0
    now = _field(shares, "\nPss:") if share else _field(status, "VmRSS:")
    return _field(status, "VmHWM:"), now


def _field(status: str, name: str) -> int:
    after = status.partition(name)[2].split()
    return int(after[0]) if after else 0
