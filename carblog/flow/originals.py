"""Pictures that are published as they were, without what is beside their pixels."""

from pathlib import Path

import msgspec

from carblog.make.download import make_download
from carblog.model.output import DownloadOutput
from carblog.model.picture import Rights
from carblog.model.pillow import format_of
from carblog.model.problem import Problem
from carblog.read.words import found_words, words_of
from carblog.run.files import read_bytes


def make_original(root: str, output: DownloadOutput) -> bytes | Problem:
    """One of them, in a worker, which reads the file itself."""
    data = read_bytes(Path(root), output.source, output.digest)
    if output.signed:
        output = msgspec.structs.replace(output, rights=rights_in(data))
    return make_download(output, data)


def rights_in(data: bytes) -> Rights | None:
    """What a picture file says of its own rights, in whatever standard: it may stay."""
    format_ = format_of(data)
    if format_ is None:
        return None
    words = words_of(found_words(data, format_))
    return Rights(
        creator=words.creator,
        credit=words.credit,
        copyright=words.copyright,
        licence=words.licence,
        licensor=words.licensor,
        source_type=words.source_type,
    )
