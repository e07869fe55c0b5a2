"""The pages of a site that is shown, each made when somebody asks for it."""

from collections import OrderedDict

from carblog.flow.looks import Wishing
from carblog.flow.survey import Survey
from carblog.make.page import Renderer
from carblog.model.digest import digest
from carblog.model.output import PageOutput
from carblog.model.problem import Problem
from carblog.model.settings import Settings
from carblog.model.theme import Theme
from carblog.serve.answers import Answer, Failed
from carblog.serve.depends import Depends
from carblog.serve.desk import Desk
from carblog.serve.prints import Prints

KEPT_PAGES = 64
"""Pages that are remembered as they were, for when their template fails: those of the open tabs."""


class Pages:
    """Of the site that is shown; those that were asked for are remembered."""

    def __init__(self, desk: Desk, prints: Prints) -> None:
        self._desk = desk
        self._prints = prints
        self._made_by: tuple[Theme, Settings] | None = None
        self._kept: OrderedDict[str, Answer] = OrderedDict()

    def show(self, found: Survey, depends: Depends) -> None:
        """These are the site's pages from now on."""
        assert found.theme is not None  # noqa: S101 - it is shown
        assert found.settings is not None  # noqa: S101
        before, now = self._made_by, (found.theme, found.settings)
        if before is None or before[0] is not now[0] or before[1] is not now[1]:
            self._renderer = Renderer(*now)
            self._made_by = now
        self._wishing = Wishing(found.theme)  # it keeps what it knows, and so this site's values
        self._depends = depends

    def key(self, output: PageOutput) -> str:
        """Another one when it is due: then its ribbon goes.

        That looks come makes it no other page. What they stand for is mostly there before them, and
        a page of fifty photos would be fetched fifty times, in the middle of what a writer saves.
        """
        wait = self._depends.wait_of(output.source)
        return digest(output.key, wait) if wait else output.key

    def page(self, output: PageOutput) -> Answer | Failed:
        """The page, with the looks that there are. Raises `StoreDamaged`."""
        key = self.key(output)
        wishes = self._wishing.of_page(output)
        missing = self._prints.missing(wishes)
        kept = self._kept.get(output.path)
        if kept and kept.key == key and kept.is_whole:
            return kept
        self._prints.ask_for(missing)
        looks = self._desk.store.looks(wishes)
        made = self._renderer.page(output, self._desk.store.bodies(output.bodies), looks)
        if isinstance(made, Problem):
            return Failed(path=output.path, key=key, source=output.source, problem=made, last=kept)
        answer = Answer(
            path=output.path,
            data=made,
            key=key,
            source=output.source,
            shows=self._depends.of_page(output, wishes),
            wait=self._depends.wait_of(output.source),
            is_whole=not missing,
        )
        self._keep(answer)
        return answer

    def _keep(self, answer: Answer) -> None:
        self._kept[answer.path] = answer
        self._kept.move_to_end(answer.path)
        if len(self._kept) > KEPT_PAGES:
            self._kept.popitem(last=False)
