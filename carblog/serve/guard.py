"""Who may ask the preview: nobody but the browser of the person who started it.

Any page that is open in that browser can send requests here, and any name on the internet can be
made to lead here (DNS rebinding). So the name that was asked for must be one that was told to the
writer, and what comes from another site must be a plain visit, as of a link that somebody follows.
"""

import ipaddress
import re
from collections.abc import Mapping
from secrets import compare_digest, token_urlsafe
from urllib.parse import unquote

import msgspec

LOOPBACK = ("localhost", "127.0.0.1", "[::1]")
LONGEST_PATH = 4096
"""Bytes of a path as it is sent: names of files end at 255 each."""
# Also `//`: sent on to its slash, `//news/x` would be the host `news`.
_NEVER = re.compile(r"\\|//|(?:^|/)\.(?!well-known(?:/|$))")
_MODES_OF_VISITS = {"navigate", ""}


class Refused(msgspec.Struct, frozen=True):
    """A request that gets no answer."""

    status: int
    reason: str


class Guard(msgspec.Struct, frozen=True, kw_only=True):
    """Knows under which names the preview may be asked for."""

    port: int
    names: tuple[str, ...] = LOOPBACK
    """Hosts as URLs write them."""
    any_address: bool = False
    """Also under the address that the request came in at: it can be no name that leads here."""
    token: str = msgspec.field(default_factory=token_urlsafe)
    """Only pages of this preview know it."""

    def refusal(
        self, method: str, path: str, headers: Mapping[str, str], address: str
    ) -> Refused | None:
        """Why a request gets no answer, if it gets none.

        `path` as it was sent; `address`, the one of this machine that it was sent to.
        """
        host = headers.get("host", "")
        if host not in self._hosts(address):
            return Refused(403, "this preview is not known by that name")
        if (origin := headers.get("origin")) is not None and origin != f"http://{host}":
            return Refused(403, "this preview answers no other site")
        if not _is_own_or_visit(headers):
            return Refused(403, "this preview answers no other site")
        if method not in {"GET", "HEAD"}:
            return Refused(405, "this preview can only be read")
        return fault_in_path(path)

    def knows(self, token: str) -> bool:
        """Whether it is the token, in a time that tells nothing about it."""
        return compare_digest(token.encode(), self.token.encode())

    def _hosts(self, address: str) -> set[str]:
        names = {*self.names, in_url(address)} if self.any_address else {*self.names}
        with_port = {f"{name}:{self.port}" for name in names}
        return with_port | names if self.port == 80 else with_port


def _is_own_or_visit(headers: Mapping[str, str]) -> bool:
    """Fetch Metadata (https://www.w3.org/TR/fetch-metadata/); programs that are no browsers send
    none."""
    site, mode = headers.get("sec-fetch-site", ""), headers.get("sec-fetch-mode", "")
    if site in {"", "same-origin", "none"}:
        return True
    # Into a frame of another site is no visit.
    return mode in _MODES_OF_VISITS and headers.get("sec-fetch-dest", "document") == "document"


def fault_in_path(path: str) -> Refused | None:
    """What no planned address can look like; its escapes are undone until nothing changes."""
    if len(path) > LONGEST_PATH:
        return Refused(414, "this address is too long")
    while (plain := unquote(path)) != path:
        path = plain
    if not path.startswith("/") or not path.isprintable() or _NEVER.search(path):
        return Refused(404, "there is nothing at this address")
    return None


def in_url(address: str) -> str:
    """An IP address as URLs write it; as it is when it is none."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address
    if parsed.version == 6 and parsed.ipv4_mapped:
        return str(parsed.ipv4_mapped)
    return f"[{parsed}]" if parsed.version == 6 else str(parsed)
