"""The recipe for photographs on a few small pictures of the same form: it learns, resumes, and scores."""

from dataclasses import replace

import numpy as np
import pytest
import torch

from unrolled.datasets.captioned import Captioned
from unrolled.lessons.captioning.photographs import recipe as training
from unrolled.measuring.captions.bleu import corpus_bleu

COLOURS = {"red": (220, 30, 30), "green": (30, 180, 60), "blue": (40, 60, 220), "white": (250, 250, 250)}
ENDS = (("a", "wall"), ("one", "wall"), ("the", "door"), ("a", "door"), ("one", "wall"))
TINY = replace(
    training.RECIPE, shown="merged", size=16, channels=4, features=16, embedding=16, hidden=16, dropout=0.0,
    batch=16, steps=150, rate=1e-2, warmup=10, evaluations=4,
)  # fmt: skip


def part(count, seed):
    """Pictures of one colour with five captions each, which all name it."""
    draw = np.random.default_rng(seed)
    names = draw.choice(list(COLOURS), count)
    images = np.stack([np.full((16, 16, 3), COLOURS[name], np.uint8) for name in names])
    references = tuple(tuple(f"{start} {name} {end}" for start, end in ENDS) for name in names)
    return Captioned(images, references, tuple(map(str, range(count))))


@pytest.fixture(scope="module")
def parts():
    return {"train": part(60, 0), "validation": part(20, 1), "test": part(12, 2)}


def test_rare_words_are_left_out(parts):
    rare = Captioned(np.zeros((1, 16, 16, 3), np.uint8), (("a zebra",) * (training.LEAST - 1),), ("x",))
    known = training.vocabulary({"train": _both(parts["train"], rare)}).words
    assert "zebra" not in known
    assert "wall" in known


def _both(one, other):
    return Captioned(
        np.concatenate([one.images, other.images]), one.references + other.references, one.names + other.names
    )


def test_it_learns_the_colour_and_writes_it(parts, tmp_path):
    words = training.vocabulary(parts)
    lines = []
    run = training.fit(TINY, parts, words, tmp_path, tell=lines.append)
    assert run.curve[-1][2] < run.curve[0][2]
    assert len(lines) == len(run.curve)
    captions = training.written(run, parts["test"], words, width=2)
    pairs = zip(captions, parts["test"].references, strict=True)
    right = [caption.split()[1] == held[0].split()[1] for caption, held in pairs]
    assert np.mean(right) > 0.7
    assert corpus_bleu(captions, parts["test"].references).scores[0] > 60


def test_a_stopped_run_goes_on_as_if_nothing_had_happened(parts, tmp_path, monkeypatch):
    words = training.vocabulary(parts)
    monkeypatch.setattr(training, "SAVE_EVERY", 10)
    short = replace(TINY, steps=30, evaluations=1)
    whole = training.fit(short, parts, words, tmp_path / "whole", tell=str)
    run = training.start(short, len(words))
    for event in training.events(short, run, parts["train"], words):
        if event.step == 20:
            training.save_run(tmp_path / "photographs.run", run)
            break
    resumed = training.fit(short, parts, words, tmp_path, tell=str)
    for ours, theirs in zip(resumed.model.parameters(), whole.model.parameters(), strict=True):
        assert torch.equal(ours, theirs)


def test_without_a_gpu_the_network_is_smaller(monkeypatch):
    for kind, recipe in (("cuda", training.RECIPE), ("cpu", training.REDUCED)):
        monkeypatch.setattr(training, "device", lambda kind=kind: torch.device(kind))
        assert training.suited() == recipe
