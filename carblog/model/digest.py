"""The digest of a value: equal values have equal digests, on every machine and in every run."""

from hashlib import blake2b
from typing import Any

import msgspec

LENGTH = 16
"""Bytes of a digest. 128 bits: by accident, two of a billion values meet once in 10^20 sites."""

_encoder = msgspec.msgpack.Encoder(order="deterministic", decimal_format="string")


def digest_bytes(data: bytes) -> str:
    """The digest of bytes as they are, in hexadecimal."""
    return blake2b(data, digest_size=LENGTH).hexdigest()


def digest(*values: Any) -> str:
    """The digest of values that msgspec can encode: structs, text, numbers, times, collections."""
    return digest_bytes(_encoder.encode(values))
