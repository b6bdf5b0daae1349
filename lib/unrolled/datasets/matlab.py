"""Read arrays of numbers, and cells of them, from MATLAB's MAT-files of level 5; all else is refused.

A file is 128 bytes of heading, then elements: type and size (4 bytes each), content, zeros up to a multiple of 8. An
element of up to 4 bytes is packed into the place of its size. A matrix is an element made of elements: class, sizes,
name, content; a cell array's content is matrices. *MAT-File Format*, The MathWorks.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from typing import TypeAlias

import numpy as np

from unrolled.runtime import UnrolledError

NUMBERS = {1: "<i1", 2: "<u1", 3: "<i2", 4: "<u2", 5: "<i4", 6: "<u4", 7: "<f4", 9: "<f8", 12: "<i8", 13: "<u8"}
MATRIX, COMPRESSED = 14, 15  # types of elements
CELL, FIRST_NUMERIC, LAST_NUMERIC = 1, 6, 15  # classes of matrices
HEADING, COMPLEX = 128, 0x800
MOST = 2**26  # bytes that a file may unpack to; our largest file has a third of it
DEEPEST = 2  # cells within cells
Matrix: TypeAlias = "np.ndarray | list[Matrix]"


class MatlabError(UnrolledError, ValueError):
    """A file is not a MAT-file of level 5, is cut short, or holds more than arrays and cells of numbers."""


def read(data: bytes) -> dict[str, Matrix]:
    """The variables of a file by name: an array, or the list of a cell array's matrices, column after column.

    Raises:
        MatlabError: if it cannot be read.
    """
    if data[124:128] != b"\0\1IM":
        raise MatlabError("This is not a MAT-file of level 5 (little-endian).")
    try:
        found = [_matrix(content, 0) for kind, content in _unpacked(data[HEADING:]) if kind == MATRIX]
    except (struct.error, zlib.error, ValueError, KeyError, IndexError) as error:
        raise MatlabError(f"This MAT-file is damaged, or holds more than arrays of numbers ({error}).") from None
    return dict(found)


def _unpacked(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Type and content of each element of a file: only whole variables are compressed, never their parts."""
    room = MOST
    for kind, content in _elements(data):
        if kind == COMPRESSED:
            content = zlib.decompressobj().decompress(content, room)  # never more than the limit
            room -= len(content)
            if room <= 0:
                raise ValueError(f"it unpacks to more than {MOST:,} bytes")
            yield from _elements(content)
        else:
            yield kind, content


def _elements(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Type and content of each element."""
    place = 0
    while place < len(data):
        kind, size = struct.unpack_from("<II", data, place)
        start, after = place + 8, place + 8 + size + (-size % 8 if kind != COMPRESSED else 0)
        if kind >> 16:  # a small element: size and type share the first four bytes
            kind, size, start, after = kind & 0xFFFF, kind >> 16, place + 4, place + 8
        if start + size > len(data):
            raise ValueError("cut short")
        content, place = data[start : start + size], after
        yield kind, content


def _matrix(data: bytes, depth: int) -> tuple[str, Matrix]:
    if depth > DEEPEST:
        raise ValueError("cells within cells within cells")
    (_, flags), (_, sizes), (_, name), *parts = _elements(data)
    (flags,) = struct.unpack_from("<I", flags)
    if flags & 0xFF == CELL:
        return name.decode(), [_matrix(content, depth + 1)[1] for _, content in parts]
    if not FIRST_NUMERIC <= flags & 0xFF <= LAST_NUMERIC or flags & COMPLEX:
        raise ValueError(f"class {flags & 0xFF}")
    ((kind, content),) = parts
    return name.decode(), np.frombuffer(content, NUMBERS[kind]).reshape(np.frombuffer(sizes, "<i4"), order="F")
