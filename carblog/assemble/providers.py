"""Videos at their providers: which addresses are one, and how it is reached at a moment."""

import re
from typing import NamedTuple
from urllib.parse import parse_qs, urlsplit


class Provider(NamedTuple):
    name: str
    embed_url: str
    """What an iframe may load after the click."""
    moment: str
    """The video's page; seconds put behind it are where it starts."""


def is_remote(target: str) -> bool:
    """Whether a target is on another host."""
    return target.startswith(("http://", "https://"))


def provider_of(url: str) -> Provider | None:
    """Who shows the video at `url`; None for what is not a video that we know."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    host = (parts.hostname or "").removeprefix("www.").removeprefix("m.")
    if host in ("youtube.com", "youtube-nocookie.com", "youtu.be"):
        if video := _on_youtube(host, parts.path, parse_qs(parts.query)):
            page = f"https://www.youtube.com/watch?v={video}&t="
            return Provider("YouTube", f"https://www.youtube-nocookie.com/embed/{video}", page)
    elif host in ("vimeo.com", "player.vimeo.com") and (
        match := re.fullmatch(r"/(?:video/)?([0-9]+)/?", parts.path)
    ):
        page = f"https://vimeo.com/{match[1]}#t="
        return Provider("Vimeo", f"https://player.vimeo.com/video/{match[1]}", page)
    return None


def _on_youtube(host: str, path: str, query: dict[str, list[str]]) -> str:
    """The id of the video that an address of YouTube leads to; empty when it leads elsewhere."""
    if host == "youtu.be":
        video = path.strip("/")
    elif path.rstrip("/") == "/watch":
        video = query.get("v", [""])[0]
    else:
        match = re.fullmatch(r"/(?:embed|shorts|live|v)/([^/]+)/?", path)
        video = match[1] if match else ""
    return video if re.fullmatch(r"[A-Za-z0-9_-]{11}", video) else ""


def clock_time(seconds: int) -> str:
    """`12:41`, or `1:02:03` from an hour on."""
    minutes, rest = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
