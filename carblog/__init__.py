"""carblog: a static site generator for car publications."""

__version__ = "0.1.0"
