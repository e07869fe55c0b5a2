"""Pictures beside articles: what front matter says of them under `photos:`."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from carblog.assemble.albums import ROOT
from carblog.assemble.inquiry import Inquiry
from carblog.assemble.kinds import mislabelled
from carblog.assemble.pointer import Pointer
from carblog.model.content import Article, PhotoNote, Reference
from carblog.model.paths import resolve
from carblog.model.picture import Fractions


def notes_of(article: Article, asks: Inquiry) -> dict[str, PhotoNote]:
    """Path of a picture → what the article says of it; galleries say it of their photos."""
    pointer = Pointer(asks, article.path)
    notes: dict[str, PhotoNote] = {}
    for note in article.photos:
        reference = Reference(target=note.file.value, place=note.file.place)
        path = pointer.path(reference)
        if path is None:
            continue
        if path.startswith(ROOT):
            message = f'"{note.file.value}" is in a gallery, which says itself what its photos show'
            hint = f"say it in {path.rpartition('/')[0]}/gallery.yaml"
            pointer.problem(reference, "photo-elsewhere", message, hint)
        elif (picture := asks.picture(path)) is None:
            own = [name for name in asks.names("pictures") if not name.startswith(ROOT)]
            pointer.missing(reference, "photo-missing", "photo", own)
        else:
            notes[path] = note
            asks.problems += mislabelled(
                note.kind, picture, asks.known.beside, note.file.value, note.file.place
            )
    return notes


def redacted(articles: Iterable[Article]) -> Mapping[str, tuple[Fractions, ...]]:
    """Path of a picture → all that any article says must not be seen of it, be it due or not: two
    may show one picture, and what one of them hides the other must not give away."""
    found: dict[str, dict[Fractions, None]] = defaultdict(dict)
    for article in articles:
        for note in article.photos:
            path = resolve(article.path, note.file.value)
            if path and note.redact:
                found[path] |= dict.fromkeys(note.redact)
    return {path: tuple(boxes) for path, boxes in found.items()}
