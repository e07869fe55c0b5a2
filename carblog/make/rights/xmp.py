"""`Rights` as the smallest XMP packet (ISO 16684-1) that readers of pictures understand."""

from collections.abc import Iterator

from carblog.model.picture import Rights
from carblog.model.xml import in_attribute, legal

NAMESPACES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "photoshop": "http://ns.adobe.com/photoshop/1.0/",
    "xmpRights": "http://ns.adobe.com/xap/1.0/rights/",
    "plus": "http://ns.useplus.org/ldf/xmp/1.0/",
    "Iptc4xmpExt": "http://iptc.org/std/Iptc4xmpExt/2008-02-29/",
}

SOURCE_TYPES = "http://cv.iptc.org/newscodes/digitalsourcetype/"
PUBLIC_DOMAIN = "creativecommons.org/publicdomain/"

LONGEST = 1_000
"""Characters of a value: six of them, of six escaped bytes each, fit into one JPEG segment of
65,533 bytes. IPTC's own copyright notice has 128."""

# What surrounds a value: an attribute, or one of the forms that the standard wants (IPTC 2023.1).
_FORMS = {
    "dc:creator": "<dc:creator><rdf:Seq><rdf:li>{}</rdf:li></rdf:Seq></dc:creator>",
    "dc:rights": (
        '<dc:rights><rdf:Alt><rdf:li xml:lang="x-default">{}</rdf:li></rdf:Alt></dc:rights>'
    ),
    "plus:Licensor": (
        '<plus:Licensor><rdf:Seq><rdf:li rdf:parseType="Resource">'
        "<plus:LicensorURL>{}</plus:LicensorURL></rdf:li></rdf:Seq></plus:Licensor>"
    ),
}

_PACKET = (
    '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">'
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    '<rdf:Description rdf:about=""{spaces}{simple}>{nested}</rdf:Description>'
    '</rdf:RDF></x:xmpmeta><?xpacket end="r"?>'
)


def packet(rights: Rights | None) -> bytes:
    """The packet, without padding; empty when there is nothing to say."""
    said = {name: value for name, value in _said(rights or Rights()) if value}
    if not said:
        return b""
    prefixes = {name.partition(":")[0] for name in said}
    return _PACKET.format(
        spaces="".join(f' xmlns:{p}="{NAMESPACES[p]}"' for p in NAMESPACES if p in prefixes),
        simple="".join(f' {name}="{value}"' for name, value in said.items() if name not in _FORMS),
        nested="".join(
            _FORMS[name].format(value) for name, value in said.items() if name in _FORMS
        ),
    ).encode()


def _said(rights: Rights) -> Iterator[tuple[str, str]]:
    """Property and escaped value of each thing that is said, or an empty value."""
    licence = _url(rights.licence)
    yield "dc:creator", _text(rights.creator)
    yield "photoshop:Credit", _text(rights.credit)
    yield "dc:rights", _text(rights.copyright)
    # Whether rights are claimed at all: of what is in the public domain none are.
    is_free = PUBLIC_DOMAIN in licence
    yield "xmpRights:Marked", str(not is_free) if licence or rights.copyright.strip() else ""
    yield "xmpRights:WebStatement", licence
    yield "plus:Licensor", _url(rights.licensor)
    known = rights.source_type.isascii() and rights.source_type.isalpha()
    yield "Iptc4xmpExt:DigitalSourceType", SOURCE_TYPES + rights.source_type if known else ""


def _text(value: str) -> str:
    return in_attribute(legal(value).strip()[:LONGEST])


def _url(value: str) -> str:
    """A URL is worth nothing when it is cut."""
    return _text(value) if len(value) <= LONGEST else ""
