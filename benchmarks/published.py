"""What a build published, counted in its files: that all make the same is measured, not claimed."""

import re
from collections import Counter
from pathlib import Path
from typing import NamedTuple

from benchmarks.articles import Article, articles

IN_LIST = 10
"""Articles on a page of a list."""

IN_FEED = 20
"""Articles in a feed."""

RELATED = 4
"""Articles that another one leads to."""

_FURTHER = r"(?:page/(?!1/)\d+/)?index(?:-\d+)?"
"""The pages of a list in a folder; `page/1/` leads to its first one."""

KINDS = {
    "articles": re.compile(r"(?:.*/)?story-\d+(?:/index)?\.html"),
    "home": re.compile(rf"{_FURTHER}\.html|index\d+\.html"),
    "tags": re.compile(rf"(?:tags?|categories)/(?!index|page/)[^/]+?(?:/{_FURTHER})?\.html"),
    "authors": re.compile(rf"authors?/(?!index|page/)[^/]+?(?:/{_FURTHER})?\.html"),
}
"""What a page is, by its path, as these generators name them; else it is another one."""

_RELATED = re.compile(r"<h2>Related</h2>(.*?)</aside>", re.DOTALL)
_TO_AN_ARTICLE = re.compile(r"""href=["']?[^"'> ]*story-\d+""")
_TO_A_TAG = re.compile(r"""<a [^>]*href=["']?[^"'> ]*/(?:tags?|categories)/[a-z]+(?:/|\.html)""")
_TO_AN_AUTHOR = re.compile(r"""<a [^>]*href=["']?[^"'> ]*/authors?/[a-z-]+(?:/|\.html)""")


class Published(NamedTuple):
    """How many pages of each kind there are, and on how many articles something is shown."""

    articles: int = 0
    related: int = 0
    """Articles with four related ones."""
    previous: int = 0
    next: int = 0
    tags: int = 0
    """Articles that lead to both of their tags."""
    authors: int = 0
    """Articles that lead to their author."""
    quotes: int = 0
    """Articles with the quotation marks of print."""
    home_pages: int = 0
    tag_pages: int = 0
    author_pages: int = 0
    summaries: int = 0
    """On the first page of the home page."""
    others: int = 0
    """HTML files that are none of these."""
    feeds: int = 0
    in_feed: int = 0
    """Articles in the longest feed."""

    @property
    def pages(self) -> int:
        """HTML files."""
        lists = self.home_pages + self.tag_pages + self.author_pages
        return self.articles + lists + self.others


def wanted(count: int) -> Published:
    """What everyone shall make of `count` articles, at least."""
    them = list(articles(count))
    by_tag: dict[str, set[int]] = {}
    for each in them:
        for tag in each.tags:
            by_tag.setdefault(tag, set()).add(each.number)
    by_author = Counter(each.author for each in them)
    return Published(
        articles=count,
        related=sum(_has_related([by_tag[tag] for tag in each.tags]) for each in them),
        previous=count - 1,
        next=count - 1,
        tags=count,
        authors=count,
        quotes=count,
        home_pages=_in_pages(count),
        tag_pages=sum(_in_pages(len(those)) for those in by_tag.values()),
        author_pages=sum(map(_in_pages, by_author.values())),
        summaries=min(IN_LIST, count),
        feeds=1,
        in_feed=min(IN_FEED, count),
    )


def published(folder: Path, count: int) -> Published:
    """What there is in the output folder of a generator."""
    found: Counter[str] = Counter()
    beginnings = [" ".join(each.summary.split()[:8]) for each in articles(count)]
    for path in sorted(folder.rglob("*.html")):
        name = path.relative_to(folder).as_posix()
        kind = next((kind for kind, pattern in KINDS.items() if pattern.fullmatch(name)), "")
        found[f"{kind} pages"] += 1
        if kind == "articles":
            found += _of_an_article(path.read_text())
        elif name == "index.html":
            page = path.read_text()
            found["summaries"] = sum(beginning in page for beginning in beginnings)
    feeds = [size for path in folder.rglob("*.xml") if (size := _in_feed(path.read_text()))]
    return Published(
        articles=found["articles pages"],
        related=found["related"],
        previous=found["previous"],
        next=found["next"],
        tags=found["tags"],
        authors=found["authors"],
        quotes=found["quotes"],
        home_pages=found["home pages"],
        tag_pages=found["tags pages"],
        author_pages=found["authors pages"],
        summaries=found["summaries"],
        others=found[" pages"],
        feeds=len(feeds),
        in_feed=max(feeds, default=0),
    )


def lacks(found: Published, want: Published) -> str:
    """What is missing, in words; nothing where all is there."""
    said = [
        f"{name} on {short:,} of {wish:,} articles" if have else name
        for name, have, wish in (
            ("articles", found.articles, want.articles),
            ("related", found.related, want.related),
            ("previous", found.previous, want.previous),
            ("next", found.next, want.next),
            ("links to tags", found.tags, want.tags),
            ("links to authors", found.authors, want.authors),
            ("curly quotes", found.quotes, want.quotes),
        )
        if (short := wish - have) > 0
    ]
    lists = [
        name
        for name, have, wish in (
            ("home", found.home_pages, want.home_pages),
            ("tags", found.tag_pages, want.tag_pages),
            ("authors", found.author_pages, want.author_pages),
        )
        if have < wish
    ]
    if lists:
        said.append(f"pages of ten for {' and '.join(lists)}")
    if found.summaries < want.summaries:
        said.append("summaries in lists")
    if found.in_feed < want.in_feed:
        said.append("a feed")
    return ", ".join(said)


def page_of(folder: Path, each: Article) -> str:
    """The page of an article; nothing when there is none."""
    pages = (*folder.rglob(f"{each.slug}.html"), *folder.rglob(f"{each.slug}/index.html"))
    # A typographer may let no line end in a short word.
    return "".join(page.read_text().replace("&nbsp;", " ") for page in pages[:1])


def _has_related(with_a_tag: list[set[int]]) -> bool:
    """Whether enough others have one of its tags."""
    return any(len(those) > RELATED for those in with_a_tag) or (
        len(set().union(*with_a_tag)) > RELATED
    )


def _of_an_article(page: str) -> Counter[str]:
    related = _RELATED.search(page)
    return Counter(
        related=bool(related and len(_TO_AN_ARTICLE.findall(related[1])) == RELATED),
        previous='rel="prev"' in page,
        next='rel="next"' in page,
        tags=len(set(_TO_A_TAG.findall(page))) >= 2,
        authors=bool(_TO_AN_AUTHOR.search(page)),
        quotes="“" in page or "&ldquo;" in page,
    )


def _in_feed(text: str) -> int:
    """Articles in a feed; none in another kind of file."""
    return len(re.findall(r"<(?:item|entry)[ >]", text))


def _in_pages(count: int) -> int:
    return -(-count // IN_LIST)
