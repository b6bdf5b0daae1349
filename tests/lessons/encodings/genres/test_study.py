"""The study of genres: its jobs, what ships, and its committed results; the shipped classifiers measured again."""

import numpy as np
import pytest

from genre_passages import VECTORS, made
from unrolled.datasets import english
from unrolled.datasets.word_vectors import glove
from unrolled.lessons.encodings.genres import probe as probes
from unrolled.lessons.encodings.genres import recipe as training
from unrolled.lessons.encodings.genres import study
from unrolled.lessons.encodings.genres.dataset import bag_of, classifiers, passages, split_by_text
from unrolled.lessons.encodings.passage.probe import Readers


def test_jobs_name_every_coding_size_and_seed():
    named = set(study.jobs(made(), VECTORS))
    assert {"one-hot 4 seed 0", "signed 16 seed 2", "dense 100 seed 1", "leak hashed 12 seed 0"} <= named
    assert len(named) == 3 * (1 + 3 * 13 + 6 + 4)


def test_what_ships_is_what_was_trained(monkeypatch):
    monkeypatch.setattr(study, "SHIPPED", {"one-hot": 3, "hashed": 5, "dense": 4})
    shipped = classifiers.unpack(classifiers.pack(study.to_ship(made(), VECTORS)))
    model, coder, _ = training.fitted(made(), VECTORS, "one-hot", 3, 0)
    one = shipped.by_coding["one-hot"]
    assert one.words.words == coder.words.words
    assert one.weights == pytest.approx(model.features_to_scores.detach().numpy(), rel=0.02, abs=0.05)
    assert shipped.by_coding["hashed"].words is None


def test_the_committed_study_is_whole():
    held = probes.load_study()
    found = probes.points(held)
    assert len(found) == 3 * 13 + 6
    view = probes.genres(held, "one-hot", 12)
    assert len(view.genres) == 15
    for name, one in held.items():
        if "coding" in one:
            counts = probes.confusion(one)
            assert one["test"] == round(float(np.trace(counts) / counts.sum()), 4), name
            expected = held[f"baseline seed {one['seed']}"]["passages"]["test"]
            assert name.startswith("leak") or counts.sum() == expected
    assert all(point.low <= point.accuracy <= point.high for point in found)
    assert all(leaky > by_text for by_text, leaky in probes.leaks(held).values())


def test_the_shipped_classifiers_reach_what_the_study_says():
    shipped, held = classifiers.genre_classifiers(), probes.load_study()
    found = passages(english.brown())
    test = split_by_text(found, shipped.seed)["test"]
    bags = [bag_of(found.lines[k]) for k in test]
    readers = Readers(shipped, glove())
    for coding, size in study.SHIPPED.items():
        one = shipped.by_coding[coding]
        named = (readers.coded(coding, bags) @ one.weights + one.bias).argmax(axis=1)
        right = float((named == found.labels[test]).mean())
        assert right == pytest.approx(held[f"{coding} {size} seed {shipped.seed}"]["test"], abs=0.01), coding
