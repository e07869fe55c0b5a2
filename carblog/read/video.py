"""The `video:` of an article: an address, or a group of keys with poster, length and chapters."""

from datetime import tzinfo

from carblog.model.content import Chapter, Video
from carblog.model.problem import Located
from carblog.read.fields import Fields
from carblog.read.nodes import Mapping
from carblog.read.shown import reference
from carblog.read.values import Fault, duration, web_address

_SAME = {"src": "url", "length": "duration", "image": "poster", "thumbnail": "poster"}
_NEAR = dict.fromkeys(("id", "provider"), "use `url`, the address of the video's page")


def video(fields: Fields, zone: tzinfo) -> Video | None:
    node = fields.node("video")
    if not isinstance(node, Mapping):
        url = _address(fields, "video")
        return Video(url=url) if url else None
    group = Fields(node, fields.problems, "video", _SAME)
    if group.node("url") is None:
        group.missing("url", "url: https://www.youtube.com/watch?v=…")
    url = _address(group, "url")
    poster = reference(group, "poster")
    length = group.value("duration", duration, 0)
    uploaded = group.moment("uploaded", zone)
    chapters = _chapters(group, length)
    transcript = group.passage("transcript")
    group.finish(_NEAR)
    if url is None:
        return None
    return Video(
        url=url,
        poster=poster,
        duration=length,
        uploaded=uploaded,
        chapters=chapters,
        transcript=transcript,
    )


def _address(fields: Fields, key: str) -> Located | None:
    found = fields.located(key)
    return found if found and fields.value(key, web_address, "") else None


def _chapters(video: Fields, length: int) -> tuple[Chapter, ...]:
    """In order, each later than the one before it and all before the end."""
    chapters: list[Chapter] = []
    for item in video.items("chapters"):
        if (group := video.as_group(item, "chapters", {"t": "at", "time": "at"})) is None:
            continue
        at = group.value("at", duration, None)
        if at is None and group.node("at") is None:
            group.missing("at", 'at: "1:35"')
        title = group.required("title", "title: On the road")
        group.finish()
        if at is None:
            continue
        if chapters and at <= chapters[-1].at:
            _misplaced(group, f'is not later than "{chapters[-1].title}" before it')
        elif length and at >= length:
            _misplaced(group, "is not before the end of the video")
        else:
            chapters.append(Chapter(at, title))
    return tuple(chapters)


def _misplaced(chapter: Fields, message: str) -> None:
    chapter.fault(chapter.spot("at"), "at", Fault(message, code="chapter-order"))
