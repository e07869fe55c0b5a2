"""This repository's own blog, and other sites, built for the tests that read them as readers do."""

import shutil
import subprocess
import sys
from pathlib import Path

import yaml

from tests.support.publication import Publication

ROOT = Path(__file__).parents[2]
PARTS = ("content", "galleries", "templates", "themes", "site.yaml")


def build_blog(folder: Path) -> Publication:
    """Copy what the blog is made of into `folder`, build it there, and return what came of it.

    The copy keeps the `public/` and the cache of the checkout out of it. Raises `AssertionError`
    with what carblog printed when the build fails, which here a warning is enough for.
    """
    site = folder / "site"
    site.mkdir()
    for part in PARTS:
        source = ROOT / part
        if source.is_dir():
            shutil.copytree(source, site / part)
        elif source.is_file():
            shutil.copyfile(source, site / part)
    return build_site(site)


def build_site(site: Path) -> Publication:
    """Build the site in a folder, strictly, and return what came of it."""
    command = [sys.executable, "-m", "carblog", "build", "--strict", "-s", str(site)]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if run.returncode:
        raise AssertionError(f"the site does not build:\n{run.stdout}{run.stderr}")
    settings = yaml.safe_load((site / "site.yaml").read_text(encoding="utf-8"))
    return Publication(site / "public", settings["base_url"].rstrip("/") + "/")
