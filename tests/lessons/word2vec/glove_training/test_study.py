"""The study of neighbours: each set of vectors is trained as its name says, and all pairs are compared."""

import numpy as np

from unrolled.lessons.word2vec.glove_training import study
from unrolled.lessons.word2vec.glove_training.probe import COMPARED


def test_a_run_trains_each_set_and_compares_them(monkeypatch):
    asked = []

    def vectors(name, seed):
        asked.append((name, seed))
        return np.random.default_rng([seed, len(name)]).normal(size=(40, 3))

    monkeypatch.setattr(study.training, "WORDS", 40)
    monkeypatch.setattr(study, "predicted", vectors)
    monkeypatch.setattr(study, "by_counting", lambda most, seed: vectors(f"GloVe {most}", seed))
    monkeypatch.setattr(study, "_vocabulary", lambda: ())
    monkeypatch.setattr(study, "word_map", lambda *_, **__: type("Map", (), {"share": 0.5}))
    told = study.run_once(2)
    assert set(asked) == {
        ("skip-gram", 2), ("skip-gram", 102), ("cbow", 2), ("GloVe 10", 2), ("GloVe 10", 102), ("GloVe 100", 2)
    }  # fmt: skip
    assert list(told["shared"]) == [f"{one} | {other}" for one, other in COMPARED]
    assert all(0 <= share <= 1 for share in told["shared"].values())
    assert "shuffled" not in told["kind"]
