"""Genres: every control over its values, the picture's cursors, and bad input."""

import numpy as np
import pytest

from unrolled.datasets.word_vectors import WordVectors
from unrolled.datasets.words import WordVocabulary
from unrolled.lessons.encodings.genres.dataset.classifiers import GenreClassifier, GenreClassifiers
from unrolled.lessons.encodings.genres.panel import BYTES, CODINGS, GenresPanel

generator = np.random.default_rng(0)
VECTORS = WordVectors.of(["ship", "sea", "tax"], generator.normal(size=(3, 4)), "three words")
SIZES = {"one-hot": (4, 5, 6), "hashed": (4, 5, 6), "signed": (4, 5, 6), "dense": (2, 4)}
EXAMPLES = [("The ship at sea.", 1), ("A tax on ships.", 0), ("Tax and sea.", 1)]


def classifiers():
    made = {name: GenreClassifier(generator.normal(size=(16, 2)), np.zeros(2)) for name in ("hashed", "signed")}
    words = WordVocabulary(["ship", "sea", "tax"])
    made["one-hot"] = GenreClassifier(generator.normal(size=(3, 2)), np.zeros(2), words)
    made["dense"] = GenreClassifier(generator.normal(size=(4, 2)), np.zeros(2))
    return GenreClassifiers(("news", "mystery"), made, 0)


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
    made = GenresPanel(
        VECTORS, runs=runs(), classifiers=classifiers(), examples=EXAMPLES, bits=5, dimensions=4
    )  # fmt: skip
    yield made
    made.close()


def test_every_coding_size_and_axis(panel):
    seen = set()
    for _, coding in CODINGS:
        panel.coding.value = coding
        assert panel.record.guess.coding == coding
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


def test_another_passage_goes_round_and_tells_its_genre(panel):
    assert panel.record.reader.truth == 1
    for k in range(1, 5):
        panel.another.presses += 1
        text, truth = EXAMPLES[k % 3]
        assert panel.text.value == text
        assert panel.record.reader.truth == truth


def test_a_text_of_ones_own_has_no_genre_that_is_known(panel):
    panel.text.value = "My ship <b> на море 船"
    assert not panel.status.problem
    assert panel.record.reader.truth == -1
    assert panel.record.reader.words == 6
    assert panel.record.guess.known == 1
    assert "<b>" not in panel.drawing()


@pytest.mark.parametrize("bad", ["", "   ", "… !? <>"])
def test_a_text_without_words_is_told_and_nothing_is_lost(panel, bad):
    before = panel.drawing()
    panel.text.value = bad
    assert panel.status.problem
    assert "no word" in panel.status.text
    assert panel.text.value == bad
    assert panel.drawing() == before
    panel.text.value = "a ship"
    assert not panel.status.problem


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
