"""Trees become the HTML that Python-Markdown writes."""

from xml.etree.ElementTree import Comment, Element

from hypothesis import given
from hypothesis import strategies as st
from markdown.serializers import to_html_string

from carblog.read.prose.serial import html_inside

TEXTS = st.text(st.sampled_from("a<>&\"'\n;#é")) | st.sampled_from(["&amp;", "&#9;", "&#x;", "&x"])
TAGS = st.sampled_from(["p", "b", "br", "img", "script", "style"])
ATTRIBUTES = st.dictionaries(
    st.sampled_from(["alt", "class", "controls", "hidden"]),
    TEXTS | st.sampled_from(["controls", "hidden", "class", ""]),
)


def element_of(tag: str, attributes: dict[str, str], text: str, tail: str) -> Element:
    element = Element(tag, attributes)
    element.text, element.tail = text, tail
    return element


def with_children(element: Element, children: list[Element]) -> Element:
    element.extend(children)
    return element


LEAVES = st.builds(element_of, TAGS, ATTRIBUTES, TEXTS, TEXTS) | st.builds(Comment, TEXTS)
TREES = st.recursive(
    LEAVES, lambda inner: st.builds(with_children, LEAVES, st.lists(inner, max_size=3))
)


@given(TREES, TEXTS)
def test_a_tree_is_written_as_python_markdown_writes_it(tree: Element, text: str) -> None:
    root = Element("div")
    root.text = text
    root.append(tree)
    assert f"<div>{html_inside(root)}</div>" == to_html_string(root)
