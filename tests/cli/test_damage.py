"""Whatever happens to the files of a site, a build ends in words: never in a traceback."""

import shutil
import tempfile
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from tests.cli.terminal import carblog
from tests.support.sites import site_files, tree, write

FILES = site_files()
TOKENS = [
    *(b"\x00", b"\xff\xfe", b"\r", b"\x1b[2J", b"\xe2\x80\xae", b"\xed\xa0\x80", b"---\n", b"\n"),
    *(b": ", b"- ", b"[", b"{", b"'", b'"', b"&a ", b"*a ", b"!!python/object", b"<<: *a", b"\t"),
    *(b"../", b"/etc/passwd", b"%2e%2e/", b"{{ x }}", b"{% for %}", b"{{ page.x.y }}", b"%}"),
    *(b"![](", b"](", b"```", b"<script>", b"[^1]", b"9" * 30, b"2026-02-30", "Škoda".encode()),
]


@st.composite
def damaged(draw: st.DrawFn) -> dict[str, bytes]:
    """The files of a site, one or two of them cut, spliced, emptied, moved or written over."""
    files = dict(FILES)
    for path in draw(st.lists(st.sampled_from(sorted(FILES)), min_size=1, max_size=2)):
        data = files[path]
        at = draw(st.integers(0, len(data)))
        token = draw(st.sampled_from(TOKENS) | st.binary(max_size=8))
        how = draw(st.sampled_from(["cut", "insert", "replace", "other", "repeat"]))
        files[path] = {
            "cut": data[:at],
            "insert": data[:at] + token + data[at:],
            "replace": data[:at] + token + data[at + len(token) :],
            "other": files[draw(st.sampled_from(sorted(FILES)))],
            "repeat": data + data,
        }[how]
    return files


@given(files=damaged())
def test_a_damaged_site_builds_or_says_where_it_does_not(files: dict[str, bytes]) -> None:
    folder = Path(tempfile.mkdtemp())
    try:
        write(folder, files)
        ran = carblog(folder, "build", "--now", "2026-06-01")
        assert ran.code in {0, 1, 2}, ran.err
        assert "Traceback" not in ran.err
        if ran.code:
            assert ran.err.endswith("Nothing was published.\n")
            assert not (folder / "public").exists()
        else:
            assert "index.html" in tree(folder / "public")
    finally:
        shutil.rmtree(folder)
