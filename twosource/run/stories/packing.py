"""Vectors as bytes: terms under numbers that are the same in every process, so that they can be compared anywhere."""

from functools import lru_cache
from typing import Any
from zlib import crc32

import msgspec
import numpy as np

from twosource.stories import Profile
from twosource.stories.vectors import Vector, Vocabulary

__all__ = ["packed", "unpacked"]

ARRAY, SET, PLAIN = 0, 1, 2
_pack = msgspec.msgpack.Encoder().encode
_unpack = msgspec.msgpack.Decoder().decode


def packed(profile: Profile) -> bytes:
    """Return the vector of a profile as bytes; a term has the CRC-32 of its letters for its number.

    >>> one = Profile(id="a", terms=("ferry", "reef"), in_title=(1, 0), in_lead=(1, 1), in_body=(0, 0),
    ...               capitals=(0, 0), starts=(0, 6), ends=(5, 10))
    >>> unpacked(packed(one)).terms.tolist() == sorted(number_of(term) for term in one.terms)
    True
    """
    vector = Vocabulary(profile.terms).vector(profile)
    numbers = np.array([number_of(term) for term in profile.terms], vector.terms.dtype)[vector.terms]
    order = np.argsort(numbers, kind="stable")
    columns = {name: getattr(vector, name) for name in Vector.__struct_fields__}
    columns |= {name: value[order] for name, value in columns.items() if isinstance(value, np.ndarray)}
    return _pack([_told(value) for value in (columns | {"terms": numbers[order]}).values()])


def unpacked(content: bytes) -> Vector:
    """Return the vector that `packed` made bytes of."""
    return Vector(*map(_meant, _unpack(content)))


@lru_cache(maxsize=500_000)
def number_of(term: str) -> int:
    """The number of a term, from 0 to 2**31 - 1."""
    return crc32(term.encode("utf-8", "replace")) >> 1


def _told(value: Any) -> tuple[Any, ...]:
    if isinstance(value, np.ndarray):
        return ARRAY, value.dtype.str, value.tobytes()
    return (SET, sorted(value)) if isinstance(value, frozenset) else (PLAIN, value)


def _meant(told: list[Any]) -> Any:
    kind, *value = told
    if kind == ARRAY:
        return np.frombuffer(value[1], value[0])
    return frozenset(value[0]) if kind == SET else value[0]
