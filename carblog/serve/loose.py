"""Bytes in memory, of which the oldest go when there are too many."""

from collections import OrderedDict


class Loose:
    """Bytes by key, the latest that were asked for."""

    def __init__(self, most: int) -> None:
        """`most`: bytes of all together."""
        self._most = most
        self._size = 0
        self._kept: OrderedDict[str, bytes] = OrderedDict()

    def get(self, key: str) -> bytes | None:
        """What was put under `key`, unless it had to go."""
        if key in self._kept:
            self._kept.move_to_end(key)
        return self._kept.get(key)

    def put(self, key: str, data: bytes) -> None:
        """Keep it for a while: at least until something else is put."""
        self._size += len(data) - len(self._kept.pop(key, b""))
        self._kept[key] = data
        while self._size > self._most and len(self._kept) > 1:
            _, gone = self._kept.popitem(last=False)
            self._size -= len(gone)
