"""XML as the checkers read it: safely, with line numbers, prefixes and text at hand."""

from lxml import etree

from tests.support.finding import Finding
from tests.support.publication import Publication

NAMESPACES = {
    "atom": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "image": "http://www.google.com/schemas/sitemap-image/1.1",
    "media": "http://search.yahoo.com/mrss/",
    "sm": "http://www.sitemaps.org/schemas/sitemap/0.9",
}


def read_xml(site: Publication, path: str) -> etree._Element | Finding:
    """The root element, or why there is none."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    try:
        return etree.fromstring((site.folder / path).read_bytes(), parser)
    except etree.XMLSyntaxError as error:
        return Finding(path, error.lineno or 0, "xml", f"is not well-formed: {error.msg}")


def all_of(element: etree._Element, name: str) -> list[etree._Element]:
    """The children of one name, such as `media:content`."""
    return list(element.iterfind(name, NAMESPACES))


def text_of(element: etree._Element, name: str) -> str:
    """The text of the first child of one name, trimmed; empty where there is none."""
    return (element.findtext(name, "", NAMESPACES) or "").strip()


def line_of(element: etree._Element) -> int:
    """The line an element begins on."""
    return element.sourceline or 0
