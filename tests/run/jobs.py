"""Jobs for workers: well-behaved ones, and ones that take their process along."""

import gc
import os
import resource
import signal
import sys
import time
import zoneinfo
from pathlib import Path

from carblog.run.workers import Workers


def square(number: int) -> int:
    """Quick, and always right."""
    return number * number


def zone_folders(_: int) -> tuple[str, ...]:
    """Where the system's time zones would be looked for."""
    return zoneinfo.TZPATH


def process_of(_: int) -> int:
    """Which process does this; slow enough that others get their share."""
    time.sleep(0.002)
    return os.getpid()


def is_old(_: int) -> bool:
    """Whether what was imported is never looked through for rubbish."""
    return gc.get_freeze_count() > len(sys.modules)


def pages_fetched_again(size: int) -> int:
    """Pages that the kernel gives for `size` bytes that were had and let go of before."""
    bytearray(size)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
    bytearray(size)
    return resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before


def fatal(number: int) -> int:
    """Dies of some numbers, as in a fault of a codec, whatever process that is."""
    if number in (7, 23):
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def fatal_once(folder: str, number: int) -> int:
    """Dies of every tenth number the first time, as when memory was short for a moment."""
    mark = Path(folder) / str(number)
    if number % 10 == 0 and not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def wrong(number: int) -> int:
    """A bug, for one number."""
    if number == 5:
        raise ValueError("five is right out")
    return number


def alone(folder: str, number: int) -> int:
    """The most jobs that were under way at the same time as this one, itself among them."""
    mine = Path(folder) / f"at-work-{number}"
    mine.touch()
    most = 0
    for _ in range(10):
        most = max(most, len(list(Path(folder).glob("at-work-*"))))
        time.sleep(0.003)
    mine.unlink()
    return most


def endless(folder: str, number: int) -> int:
    """Says which process it is, and does not end."""
    (Path(folder) / f"{os.getpid()}").write_text(str(number))
    while True:
        time.sleep(60)


def state(_: int) -> tuple[bool, bool]:
    """Whether Ctrl-C is blocked here, and whether it is ignored."""
    blocked = signal.SIGINT in signal.pthread_sigmask(signal.SIG_BLOCK, [])
    return blocked, signal.getsignal(signal.SIGINT) == signal.SIG_IGN


def wait_for_ever(folder: str) -> None:
    """What a build does when its jobs never end: the program that the tests interrupt."""
    from functools import partial

    with Workers(2) as workers:
        for _ in workers.run(partial(endless, folder), range(10), here=0):
            pass
