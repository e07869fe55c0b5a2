"""Files as they come out of a bad merge, a slipping hand or a broken disk."""

from hypothesis import strategies as st

_PIECES = (
    *"\"'[]{}#&*!|>@`%\\~:-?,",
    *(": ", "- ", "\n", "\t", "\n  ", "---\n", "<<: ", "\r", "null", "\u2028", "é", "🚗", "\ufeff"),
)
PIECES = st.sampled_from([piece.encode() for piece in _PIECES]) | st.binary(max_size=4)


@st.composite
def damaged(draw: st.DrawFn, whole: bytes) -> bytes:
    """A valid file in which up to four places were overwritten with something else."""
    data = bytearray(whole)
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(data)))
        data[start : start + draw(st.integers(0, 12))] = draw(PIECES)
    return bytes(data)
