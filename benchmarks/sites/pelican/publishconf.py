"""What `pelican-quickstart` sets for publishing, and no more."""

import sys

sys.path.append(".")
from pelicanconf import *  # noqa: F403 - as it is recommended

SITEURL = "https://bench.example"
RELATIVE_URLS = False

FEED_ALL_ATOM = "feeds/all.atom.xml"
CATEGORY_FEED_ATOM = "feeds/{slug}.atom.xml"

DELETE_OUTPUT_DIRECTORY = True
