"""Genres: every control over its values, the picture's cursors, and bad input."""

import pytest

from unrolled.lessons.encodings.genres.panel import BYTES, CODINGS, GenresPanel

SIZES = {"one-hot": (4, 5, 6), "hashed": (4, 5, 6), "signed": (4, 5, 6), "dense": (2, 4)}


def runs():
    made = {"baseline seed 0": {"genres": ["news", "mystery"], "passages": {"test": 7}, "majority": 0.6}}
    for coding, sizes in SIZES.items():
        for size in sizes:
            made[f"{coding} {size} seed 0"] = {
                "coding": coding, "size": size, "features": size if coding == "dense" else 2**size, "seed": 0,
                "test": 0.1 * size, "macro": 0.1, "bytes": {"passage": size, "weights": 10 * size, "index": 0},
                "confusion": ["3 1", "1 2"],
            }  # fmt: skip
    return made


@pytest.fixture
def panel():
    made = GenresPanel(runs=runs(), bits=5, dimensions=4)
    yield made
    made.close()


def test_every_coding_size_and_axis(panel):
    seen = set()
    for _, coding in CODINGS:
        panel.coding.value = coding
        assert panel.record.now.coding == coding
        is_dense = coding == "dense"
        assert (panel.bits.layout.display == "none") == is_dense
        assert (panel.dimensions.layout.display == "none") != is_dense
        for size in SIZES[coding]:
            if is_dense:
                panel.dimensions.value = str(size)
            else:
                panel.bits.value = size
            for _, axis in BYTES:
                panel.axis.value = axis
                now = panel.record.now
                assert (now.coding, now.size, panel.record.axis) == (coding, size, axis)
                assert f"{now.bytes[axis]:,} bytes" in panel.describe()
                seen.add(panel.live.svg)
    assert len(seen) == 11 * 4


def test_the_cursor_puts_the_controls_on_the_point(panel):
    for start in (0, 10, 4):  # from another coding, too
        for index in range(11):
            panel.live.cursor = start
            panel.live.cursor = index
            point = panel.record.points[index]
            assert panel.record.index == panel.live.cursor == index
            assert panel.coding.value == point.coding
            size = panel.dimensions if point.coding == "dense" else panel.bits
            assert int(size.value) == point.size


def test_a_point_of_another_coding_and_size_is_drawn_once(panel):
    drawn = []
    panel.live.observe(lambda change: drawn.append(change.new), "svg")
    for count, index in enumerate((10, 0, 9), 1):  # dense, one-hot, dense of another size
        panel.live.cursor = index
        assert len(drawn) == count


def test_up_and_down_go_through_the_genres(panel):
    for row, name in enumerate(("news", "mystery")):
        panel.live.row = row
        assert panel.record.row == row
        assert f"{name}, " in panel.drawing()
        assert f"; of {name} " in panel.describe()
    panel.coding.value = "dense"
    assert panel.record.row == 1


def test_typed_nonsense_is_told(panel):
    panel.bits.type("many")
    assert "is not a number" in panel.status.text
    panel.bits.type("17")
    assert "runs from 4 to 6" in panel.status.text
    panel.bits.type("6")
    assert panel.record.now.size == 6
    assert not panel.status.problem


def test_a_picture_and_a_sentence_stand_in_the_bundle(panel):
    bundle = panel._repr_mimebundle_()
    data = bundle[0] if isinstance(bundle, tuple) else bundle
    assert data["text/plain"] == panel.describe()
    assert data["image/svg+xml"].startswith("<svg")
