"""How far edits reach: where only what stories say was edited, to the pages that show it.

A list, a neighbour or a front page shows cards of other stories, never their texts. So when all
that the latest build knew is still so, and stories differ in their texts alone, every page but
their own is as it was; with another title or standfirst, every page that does not show their card.
Not even the keys of such pages need be worked out: 0.3 s of 1.0 s for 5,000 stories. Feeds show
texts, and are always looked at. In doubt an edit reaches everything, which only costs that time.
"""

from collections.abc import Collection

import msgspec

from carblog.flow.survey import Survey
from carblog.flow.unchanged import Left, inputs_of
from carblog.model.content import Article, Reading
from carblog.model.digest import digest
from carblog.model.problem import Place
from carblog.run.store import Store


class Reach:
    """Says of an output whether it can be other than the latest build left it."""

    def __init__(self, edited: Collection[str] | None, showing: Collection[str] = ()) -> None:
        """`edited`: the stories that say something else, by file; None when anything may be other.
        `showing`: the paths of all pages that may show their cards, if those are others."""
        self.edited = edited
        self._showing = showing

    def has(self, path: str, source: str) -> bool:
        """Whether the output at `path` made of `source` must be looked at."""
        if self.edited is None or source in self.edited or path in self._showing:
            return True
        return not path.endswith(".html")


EVERYTHING = Reach(None)


def reach(left: Left | None, found: Survey, store: Store) -> Reach:
    """How far the edits reach that were made since a build `left` the site. `found`: it now."""
    if left is None or found.sources is None:
        return EVERYTHING
    scan, before = found.sources.scan, left.inputs
    as_it_was = msgspec.structs.replace(scan, files={})
    if scan.files.keys() != before.keys() or left.settled.inputs != inputs_of(as_it_was, before):
        return EVERYTHING
    edited = [path for path, file in scan.files.items() if file.digest != before[path]]
    settings = found.sources.settings
    reading = Reading(timezone=settings.timezone, language=settings.language, trust=settings.trust)
    retold: list[str] = []
    for path in edited:
        was, now = (
            store.peek(digest("read", path, each, reading))
            for each in (before[path], scan.files[path].digest)
        )
        old, new = was and was.value, now and now.value
        if not isinstance(old, Article) or not isinstance(new, Article) or not stays(old, new):
            return EVERYTHING
        if _card(old) != _card(new):
            retold.append(new.url)
    return Reach(frozenset(edited), found.plan.showing(retold) if retold else ())


def stays(was: Article, now: Article) -> bool:
    """Whether a story has only other words: it is where it was, among the same others, and shows
    and points at the same."""
    return _wordless(was) == _wordless(now)


def _wordless(article: Article) -> Article:
    """An article without what only its own page, its card and feeds say.

    What it points at stays, because that makes files public; and its headings, which links of
    others lead to.
    """
    prose = article.prose
    references = tuple(
        msgspec.structs.replace(reference, place=Place(article.path))
        for reference in prose.references
    )
    bare = msgspec.structs.replace(prose, body="", words=0, teaser="", references=references)
    return msgspec.structs.replace(
        article, title="", standfirst="", summary="", description="", social_title="", prose=bare
    )


def _card(article: Article) -> tuple[str, ...]:
    """What its card says; its title is also what is said of its pictures where nothing is."""
    summary = article.summary or article.standfirst or article.prose.teaser
    return article.title, article.standfirst, summary
