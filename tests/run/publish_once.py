"""`python -m tests.run.publish_once FOLDER` publishes `AFTER` there, with lock, store and all."""

import sys
from pathlib import Path

from carblog.run.cache import opened_cache
from carblog.run.disk import Disk
from carblog.run.publish import Publisher
from carblog.run.store import open_store
from tests.run.tiny import AFTER, outputs_of


def main(folder: Path) -> None:
    """Everything that a build changes on disk, in its order."""
    outputs = outputs_of(AFTER)
    with opened_cache(folder / "cache") as cache, open_store(cache.folder, "1") as store:
        with Publisher(folder / "public", cache.folder, store.published(), Disk()) as publisher:
            for output in outputs:
                publisher.stage(output.path, AFTER[output.path])
            report = publisher.publish(outputs)
        store.keep_published(report.published)
        store.commit()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
