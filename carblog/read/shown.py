"""How keys point at what is shown: a file, the point that crops keep, the lead picture."""

from urllib.parse import unquote

from carblog.model.content import PICTURE_KINDS, Lead, Reference
from carblog.read.fields import Fields
from carblog.read.nodes import Mapping, Scalar
from carblog.read.values import Fault, fraction, one_of

_SAME = {"path": "src", "file": "src", "url": "src", "image": "src", "text": "alt"}


def reference(fields: Fields, key: str) -> Reference | None:
    """A file, by its path relative to the file that names it."""
    found = fields.located(key)
    if found is None:
        return None
    return Reference(target=unquote(found.value), place=found.place, embed=True)


def focus(fields: Fields) -> tuple[float, float] | None:
    """`focus`: fractions across and down from the top left, as `[0.5, 0.4]` or `50% 40%`."""
    node = fields.node("focus")
    if node is None:
        return None
    items = fields.items("focus")
    if isinstance(node, Scalar):
        words = node.text.replace(",", " ").split()
        items = [Scalar(node.line, node.column, word) for word in words]
    scalars = [item for item in items if isinstance(item, Scalar)]
    if len(scalars) != 2 or len(items) != 2:
        hint = "write how far across and how far down, such as [0.5, 0.4]"
        fields.fault(node, "focus", Fault("must be two fractions", hint))
        return None
    across, down = (fields.convert(scalar, "focus", fraction, -1.0) for scalar in scalars)
    return (across, down) if across >= 0 and down >= 0 else None


def lead(fields: Fields, key: str = "image") -> Lead | None:
    """A picture with its words: a path alone, or `{src, caption, alt, credit, kind, focus}`."""
    node = fields.node(key)
    if not isinstance(node, Mapping):
        src = reference(fields, key)
        return Lead(src=src) if src else None
    group = Fields(node, fields.problems, key, _SAME)
    src = reference(group, "src")
    if src is None:
        group.required("src", "src: picture.jpg")
    caption, alt, credit = (group.text(name) for name in ("caption", "alt", "credit"))
    kind = group.value("kind", one_of(PICTURE_KINDS), "")
    point = focus(group)
    group.finish()
    if src is None:
        return None
    return Lead(src=src, caption=caption, alt=alt, credit=credit, kind=kind, focus=point)
