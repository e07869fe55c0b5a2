"""An article as the file that each of the peers reads: the same text under other front matter.

Who cannot cut a summary out of a text is given it.
"""

from benchmarks.articles import Article


def for_hugo(each: Article) -> str:
    """In YAML."""
    return f"""---
title: "{each.title}"
date: {each.date:%Y-%m-%dT%H:%M:%SZ}
authors: [{each.author}]
tags: [{", ".join(each.tags)}]
---
{each.text}"""


def for_eleventy(each: Article) -> str:
    """In YAML; its `tags` would be collections, which the site makes itself, in pages."""
    return f"""---
title: "{each.title}"
date: {each.date:%Y-%m-%dT%H:%M:%SZ}
description: "{each.summary}"
author: {each.author}
topics: [{", ".join(each.tags)}]
---
{each.text}"""


def for_zorto(each: Article) -> str:
    """In TOML."""
    tags = ", ".join(f'"{tag}"' for tag in each.tags)
    return f"""+++
title = "{each.title}"
date = "{each.date:%Y-%m-%dT%H:%M:%S}"
description = "{each.summary}"
tags = [{tags}]
authors = ["{each.author}"]
+++
{each.text}"""


def for_pelican(each: Article) -> str:
    """In lines."""
    return f"""Title: {each.title}
Date: {each.date:%Y-%m-%d %H:%M}
Author: {each.author}
Tags: {", ".join(each.tags)}
Slug: {each.slug}

{each.text}"""


def for_nikola(each: Article) -> str:
    """In a comment."""
    return f"""<!--
.. title: {each.title}
.. slug: {each.slug}
.. date: {each.date:%Y-%m-%d %H:%M} UTC
.. author: {each.author}
.. tags: {", ".join(each.tags)}
.. description: {each.summary}
-->

{each.text}"""
