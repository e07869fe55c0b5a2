"""The digest of a value: equal values have equal digests, on every machine and in every run."""

from hashlib import blake2b
from typing import Any

import msgspec

LENGTH = 16
"""Bytes of a digest. 128 bits: by accident, two of a billion values meet once in 10^20 sites."""

_encoder = msgspec.msgpack.Encoder(decimal_format="string")


def digest_bytes(data: bytes) -> str:
    """The digest of bytes as they are, in hexadecimal."""
    return blake2b(data, digest_size=LENGTH).hexdigest()


def digest(*values: Any) -> str:
    """The digest of values that msgspec can encode: structs, text, numbers, times, collections.

    The order of a dict counts, because a template that goes through it shows it. Sets have none
    that is the same in every run, so they are left out of values.
    """
    return digest_bytes(packed(values))


def packed(value: Any) -> bytes:
    """A value that msgspec can encode as MessagePack. Equal values are equal bytes."""
    return _encoder.encode(value)


def is_same(one: Any, other: Any) -> bool:
    """Whether two values show the same: equality would not see the order of their dicts."""
    return one is other or digest(one) == digest(other)
