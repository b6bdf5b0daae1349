"""The MAT-file reader, against files written here byte by byte and, where it is installed, by scipy."""

import io
import struct
import zlib

import numpy as np
import pytest

from unrolled.datasets import matlab
from unrolled.datasets.matlab import MatlabError

HEADING = b"MATLAB 5.0 MAT-file".ljust(124) + b"\0\1IM"
ROLL = np.array([[1, 0, 2], [3, 4, 5]], np.uint8)


def element(kind, content):
    return struct.pack("<II", kind, len(content)) + content + b"\0" * (-len(content) % 8)


def small(kind, content):
    return struct.pack("<HH", kind, len(content)) + content.ljust(4, b"\0")


def matrix(name, content, sizes, kind=9, flags=0):
    """A matrix of class ``kind``: 1 a cell array, 4 text, 9 of uint8."""
    named = small(1, name) if 0 < len(name) <= 4 else element(1, name)
    head = element(6, struct.pack("<II", kind | flags, 0)) + element(5, np.array(sizes, "<i4").tobytes()) + named
    return element(14, head + content)


def numbers(name, array):
    content = array.tobytes(order="F")
    return matrix(name, small(2, content) if len(content) <= 4 else element(2, content), array.shape)


def test_an_array_by_hand_column_after_column():
    found = matlab.read(HEADING + numbers(b"x", ROLL))
    assert list(found) == ["x"]
    np.testing.assert_array_equal(found["x"], ROLL)


def test_cells_small_elements_and_compression():
    cell = matrix(b"traindata", numbers(b"", ROLL) + numbers(b"", ROLL[:1]), (1, 2), kind=1)
    packed = zlib.compress(cell)
    found = matlab.read(HEADING + struct.pack("<II", 15, len(packed)) + packed + numbers(b"long name", ROLL.T))
    assert [part.tolist() for part in found["traindata"]] == [ROLL.tolist(), ROLL[:1].tolist()]
    np.testing.assert_array_equal(found["long name"], ROLL.T)


@pytest.mark.parametrize("compress", [False, True])
@pytest.mark.parametrize("kind", ["u1", "i1", "i2", "u2", "i4", "u4", "f4", "f8"])
def test_what_scipy_writes_is_read(compress, kind):
    scipy_io = pytest.importorskip("scipy.io", reason="scipy is not installed")
    rolls = np.empty((1, 2), object)
    rolls[0, 0], rolls[0, 1] = np.arange(12).reshape(3, 4).astype(kind), np.ones((5, 2), kind)
    file = io.BytesIO()
    scipy_io.savemat(file, {"cells": rolls, "plain": rolls[0, 0]}, do_compression=compress)
    found = matlab.read(file.getvalue())
    np.testing.assert_array_equal(found["plain"], rolls[0, 0])
    for one, two in zip(found["cells"], rolls[0], strict=True):
        np.testing.assert_array_equal(one, two)


@pytest.mark.parametrize("data", [b"", b"no such file", b"x" * 200, HEADING[:-4] + b"\1\0MI" + b"\0" * 40])
def test_another_kind_of_file_is_told(data):
    with pytest.raises(MatlabError, match="not a MAT-file of level 5"):
        matlab.read(data)


@pytest.mark.parametrize(
    "content",
    [
        numbers(b"x", ROLL)[:-9],  # cut short
        numbers(b"x", ROLL)[:4],
        matrix(b"x", numbers(b"", ROLL) * 2, (1, 2), kind=1)[: -len(numbers(b"", ROLL))],  # between two cells
        struct.pack("<II", 15, 20) + b"not compressed by zlib".ljust(20)[:20],
        matrix(b"x", element(2, b"text1"), (1, 5), kind=4),
        matrix(b"x", element(2, ROLL.tobytes()), (2, 3), flags=0x800),  # complex numbers
        matrix(b"x", element(2, ROLL.tobytes()), (2, 4)),  # sizes that do not fit
        matrix(b"x", element(99, ROLL.tobytes()), (2, 3)),  # an unknown kind of number
        element(14, b""),
    ],
)
def test_damage_and_other_content_are_told_in_one_sentence(content):
    with pytest.raises(MatlabError, match="damaged, or holds more than arrays of numbers") as error:
        matlab.read(HEADING + content)
    assert "\n" not in str(error.value)


def test_what_unpacks_to_more_than_there_is_room_for_stays_packed(monkeypatch):
    packed = zlib.compress(bytes(200_000_000), 9)  # 194 kB
    with pytest.raises(MatlabError, match=r"unpacks to more than 67,108,864 bytes"):
        matlab.read(HEADING + struct.pack("<II", 15, len(packed)) + packed)
    monkeypatch.setattr(matlab, "MOST", 1000)
    small_one = zlib.compress(numbers(b"x", np.zeros((20, 20), np.uint8)))
    one = struct.pack("<II", 15, len(small_one)) + small_one
    assert list(matlab.read(HEADING + one)) == ["x"]
    with pytest.raises(MatlabError, match="unpacks to more"):  # the room is one for the whole file
        matlab.read(HEADING + 3 * one)


@pytest.mark.parametrize("depth", [4, 5000])
def test_cells_within_cells_are_refused(depth):
    nested = numbers(b"", ROLL)
    for _ in range(depth):
        nested = matrix(b"", nested, (1, 1), kind=1)
    with pytest.raises(MatlabError, match="cells within cells"):
        matlab.read(HEADING + nested)


def test_packing_within_packing_is_refused():
    packed = numbers(b"x", ROLL)
    for _ in range(2000):
        inner = zlib.compress(packed, 0)
        packed = struct.pack("<II", 15, len(inner)) + inner
    assert matlab.read(HEADING + packed) == {}  # what is packed twice is no variable
