"""Videos at their providers: which addresses are one, and how it is reached at a moment."""

import re
from typing import NamedTuple
from urllib.parse import parse_qs, urlsplit


class Provider(NamedTuple):
    name: str
    embed_url: str
    """What an iframe may load after the click."""


def is_remote(target: str) -> bool:
    """Whether a target is on another host."""
    return target.startswith(("http://", "https://"))


def provider_of(url: str) -> Provider | None:
    """Who shows the video at `url`; None for what is not a video that we know."""
    parts = urlsplit(url)
    host = (parts.hostname or "").removeprefix("www.").removeprefix("m.")
    last = parts.path.rstrip("/").rpartition("/")[2]
    if host in ("youtube.com", "youtube-nocookie.com", "youtu.be"):
        video = parse_qs(parts.query).get("v", [last])[0]
        if re.fullmatch(r"[\w-]{6,20}", video) and video != "watch":
            return Provider("YouTube", f"https://www.youtube-nocookie.com/embed/{video}")
    if host in ("vimeo.com", "player.vimeo.com") and last.isdigit():
        return Provider("Vimeo", f"https://player.vimeo.com/video/{last}")
    return None


def from_moment(url: str, seconds: int) -> str:
    """The page of a video, starting at a moment."""
    if "vimeo.com" in url:
        return f"{url}#t={seconds}s"
    return f"{url}{'&' if '?' in url else '?'}t={seconds}"


def clock_time(seconds: int) -> str:
    """`12:41`, or `1:02:03` from an hour on."""
    minutes, rest = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
