"""Compressors as yardsticks: differences of sizes by hand, and real ones on a small text."""

import math

import pytest

from unrolled.datasets import shakespeare
from unrolled.datasets.corpus import Split
from unrolled.lessons.shakespeare.compressors import probe as compressors

TEXTS = Split({"A": "ab" * 20, "B": "cd"}, {"One": "abab—abab", "Two": "a" * 6}, {"Three": "abc"})


def different(content):
    """A compressor that writes a byte for each different pair of neighbours."""
    return len({content[k : k + 2] for k in range(len(content) - 1)})


@pytest.fixture
def tiny(monkeypatch):
    monkeypatch.setattr(shakespeare, "split", lambda: TEXTS)


@pytest.fixture
def small(monkeypatch):
    monkeypatch.setattr(compressors, "MEMORY", 2**20)


def test_a_character_is_a_byte():
    for text in shakespeare.plays().values():
        assert len(compressors.one_byte_each(text)) == len(text)
    with pytest.raises(UnicodeEncodeError):
        compressors.one_byte_each("Ж")


def test_what_a_text_costs_is_a_difference_of_sizes():
    found = compressors.held_against(different, b"abab", {"X": b"abcd", "Y": b"ab"})
    assert found["bytes"] == 2 + 0  # bc and cd are new
    assert found["characters"] == 6
    assert found["bits"] == round(8 * 2 / 6, 4)
    assert found["nats"] == round(8 * 2 / 6 * math.log(2), 4)
    assert found["each"] == {"X": 4.0, "Y": 0.0}


def test_held_out_plays_come_one_by_one_after_all_training_plays(tiny):
    asked = []

    def size(content):
        asked.append(content.decode("cp1252"))
        return len(content)

    found = compressors.measured(size)
    train = "ab" * 20 + "cd"
    assert set(asked) == {train, train + "abab—abab", train + "a" * 6, train + "abc"}
    assert {part: found[part]["bits"] for part in compressors.PARTS} == {"validation": 8, "test": 8}
    assert found["train_bits"] == 8


def test_pieces_are_met_without_the_pieces_before_them(tiny, monkeypatch):
    monkeypatch.setattr(compressors, "PIECE", 4)
    asked = []

    def size(content):
        asked.append(content[42:].decode("cp1252"))
        return different(content)

    found = compressors.in_pieces(size)
    assert asked == ["", "abab", "—aba", "aaaa"]  # the ends, too short for a piece, are left out
    assert found["pieces"] == 3
    assert found["validation"]["characters"] == 12
    assert found["validation"]["bytes"] == (0 + 1) + 2 + 2  # each with the pair where it begins


def compressor(name):
    if name == "xz":
        return compressors.xz
    pytest.importorskip("pyppmd", reason="pyppmd is a development tool")
    return lambda content: compressors.ppm(content, int(name))


@pytest.mark.parametrize("name", ["xz", "5", "8", "16"])
def test_what_was_read_before_is_cheap(small, name):
    size = compressor(name)
    known = compressors.one_byte_each(shakespeare.plays()["Macbeth"][:30_000])
    assert 0.2 < size(known) / len(known) < 0.8
    again, other = known[1000:3000], compressors.one_byte_each(shakespeare.plays()["Hamlet"][1000:3000])
    costs = {key: size(known + text) - size(known) for key, text in (("again", again), ("other", other))}
    assert 0 < 2 * costs["again"] < costs["other"] < len(other)


def test_higher_orders_look_further_back(small):
    content = b"".join(b"the order of %d, " % (k % 7) for k in range(300))
    sizes = [compressor(order)(content) for order in ("2", "4", "16")]
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[0] > sizes[-1]
