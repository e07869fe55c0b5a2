"""A static host on this machine, as strict as the plainest one on the web."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar
from urllib.parse import unquote, urlsplit

TYPES = {
    ".avif": "image/avif",
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".jpg": "image/jpeg",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".webmanifest": "application/manifest+json",
    ".webp": "image/webp",
    ".xml": "application/xml",
}


@contextmanager
def serving(folder: Path, base_path: str = "/") -> Iterator[str]:
    """Serve `folder` under `base_path` on a free port of 127.0.0.1; yields the address, with `/`.

    `/x/` is `/x/index.html`; what is not there is `404.html` with status 404; outside the base
    path there is nothing at all.
    """
    known = _files(folder)
    handler = type("Handler", (_Handler,), {"files": known, "base_path": base_path})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}{base_path}"
        finally:
            server.shutdown()
            thread.join()


def _files(folder: Path) -> dict[str, Path]:
    """Address → file: what is not in here cannot be asked for."""
    files = {}
    for path in folder.rglob("*"):
        name = path.relative_to(folder).as_posix()
        if path.is_file():
            files[name] = path
            if path.name == "index.html":
                files[name.removesuffix("index.html")] = path
    return files


class _Handler(BaseHTTPRequestHandler):
    files: ClassVar[dict[str, Path]]
    base_path: ClassVar[str]
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        path = unquote(urlsplit(self.path).path)
        if not path.startswith(self.base_path):
            self._answer(404, "text/plain", b"outside the base path")
            return
        file = self.files.get(path.removeprefix(self.base_path))
        if file is not None:
            kind = TYPES.get(file.suffix.lower(), "application/octet-stream")
            self._answer(200, kind, file.read_bytes())
            return
        missing = self.files.get("404.html")
        self._answer(404, TYPES[".html"], missing.read_bytes() if missing else b"not found")

    def _answer(self, status: int, kind: str, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  the base class's name
        """Say nothing: a test's output is its own."""
