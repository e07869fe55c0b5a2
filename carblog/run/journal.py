"""The steps of one publication, written down before the first is done.

Whoever dies among them leaves the journal; the next build does all of its steps again from the
top, which changes nothing where they were already done, and so finishes what was begun.
"""

import os
from collections.abc import Sequence
from pathlib import Path

import msgspec

from carblog.model.digest import digest_bytes
from carblog.run.disk import Disk
from carblog.run.manifest import MANIFEST, fault_in_output_path
from carblog.run.nofollow import digest_of_file
from carblog.run.steps import Delete, MakeFolder, Move, RemoveFolder, Step

JOURNAL = "journal"
_HALF = "journal.half"


class Journal(msgspec.Struct, frozen=True):
    """What is to be done to which output folder."""

    output: str
    """As a path from the staging folder, so that a site may be moved meanwhile."""
    steps: list[Step]


def write(staging: Path, output: Path, steps: Sequence[Step], disk: Disk) -> Journal:
    """Write the journal so that it outlasts a power cut, with all the files that it names."""
    journal = Journal(_way(staging, output), list(steps))
    payload = msgspec.json.encode(journal)
    text = digest_bytes(payload).encode() + b"\n" + payload
    disk.write(staging / _HALF, [text])
    disk.sync(staging)
    disk.replace(staging / _HALF, staging / JOURNAL)
    return journal


def read(staging: Path, output: Path) -> Journal | None:
    """The journal of an unfinished publication to `output`; None when it is not whole."""
    try:
        checksum, _, payload = (staging / JOURNAL).read_bytes().partition(b"\n")
        journal = msgspec.json.decode(payload, type=Journal)
    except (OSError, msgspec.DecodeError, UnicodeError):
        return None
    is_ours = checksum.decode("ascii", "replace") == digest_bytes(payload)
    if not is_ours or journal.output != _way(staging, output):
        return None
    can_do = all(_can_do(step, staging, output) for step in journal.steps)
    return journal if can_do and journal.steps else None


def perform(
    journal: Journal, staging: Path, output: Path, disk: Disk, *, is_again: bool = False
) -> None:
    """Do every step; `is_again`: those that are not done yet.

    Raises `OSError`; when it was the first step that failed there is no journal any more.
    """
    first, *others = journal.steps
    try:
        _do(first, staging, output, disk, is_again=is_again)
    except OSError:
        disk.remove(staging / JOURNAL)
        raise
    for step in others:
        _do(step, staging, output, disk, is_again=is_again)
    disk.sync(output)
    disk.remove(staging / JOURNAL)


def _do(step: Step, staging: Path, output: Path, disk: Disk, *, is_again: bool) -> None:
    match step:
        case MakeFolder():
            disk.make_folder(f"{output}/{step.path}")
        case Move(name=name):
            if not is_again or (staging / name).exists():
                disk.replace(f"{staging}/{name}", f"{output}/{step.path}")
        case Delete(digest=digest):
            place = output / step.path
            if digest_of_file(place) == digest:
                disk.remove(place)
        case RemoveFolder():
            place = output / step.path
            if not place.is_symlink() and place.is_dir() and not any(place.iterdir()):
                disk.remove_folder(place)


def is_in(staging: Path) -> bool:
    """Whether a publication from this folder has begun and not ended."""
    return (staging / JOURNAL).exists()


def _way(staging: Path, output: Path) -> str:
    return os.path.relpath(output.resolve(), staging.resolve())


def _can_do(step: Step, staging: Path, output: Path) -> bool:
    """Whether a step stays inside the output folder, and the file that it moves is whole."""
    if not isinstance(step, Move):
        return not fault_in_output_path(step.path)
    is_inside = step.path == MANIFEST or not fault_in_output_path(step.path)
    places = (staging / step.name, output / step.path)
    is_whole = any(digest_of_file(place) == step.digest for place in places)
    return step.name.isalnum() and is_inside and is_whole
