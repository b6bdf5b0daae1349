"""Measures against temperature: on a tiny model, by hand, and the committed result."""

import json

import numpy as np
import pytest
import torch

from readers import sampler, untrained
from unrolled.datasets import shakespeare
from unrolled.datasets.paths import data_folder
from unrolled.datasets.text import Vocabulary
from unrolled.lessons.shakespeare.against_temperature import probe as probes
from unrolled.measuring.char_rnn import entropy_bits, gumbel_noise, read, sample, softmax
from unrolled.measuring.novelty import Corpus, novelty

TEXT = "AB:\nabba had a cabbage,\nand a bee hid a big bean.\n\n" * 12
VOCABULARY, CORPUS = Vocabulary(TEXT), Corpus({"A": TEXT})


@pytest.fixture(scope="module", params=[untrained, sampler])
def model(request):
    return request.param(VOCABULARY)


def test_entropy_of_many_distributions_is_the_mean_of_each():
    logits = np.random.default_rng(0).normal(0, 3, (7, 5))
    for tau in (0.0, 0.5, 2.0):
        due = np.mean([entropy_bits(softmax(row, tau)) for row in logits])
        assert probes.mean_entropy(logits, tau) == pytest.approx(due)


@torch.inference_mode()
def test_writing_is_measured_as_it_is_written(model):
    taus = np.array([0.0, 0.8, 1.5])
    found = probes.measure_writing(model, VOCABULARY, CORPUS, "AB:\n", seed=3, temperatures=taus, length=60)
    logits, state = read(model, VOCABULARY.encode("AB:\n"))
    ids = sample(model, logits, state, gumbel_noise(3, 60, len(VOCABULARY)), torch.tensor(taus))
    texts = [VOCABULARY.decode(row) for row in ids]
    assert found["passages"] == texts
    for k, text in enumerate(texts):
        due = novelty(CORPUS, text, before="AB:\n")
        assert found["said before"][k] == pytest.approx(due.repeated, abs=1e-4)
        assert found["new 6-grams"][k] == pytest.approx(due.unseen[6], abs=1e-4)
    assert found["entropy"][0] == 0
    assert found["entropy"][2] > found["entropy"][1] > 0
    bits = []  # what it was drawn from, character by character
    for k in VOCABULARY.encode(texts[1]):
        bits.append(entropy_bits(softmax(logits[0].double().numpy(), 0.8)))
        logits, state = model.step(state, k[None])
    assert found["entropy"][1] == pytest.approx(np.mean(bits), abs=0.01)


def test_a_play_it_learned_from_is_not_new(model):
    found = probes.measure_play(model, VOCABULARY, CORPUS, TEXT, count=3, length=100)
    assert found["copied"] == found["real words"] == 1
    assert found["new 12-grams"] == 0
    assert 0 < found["entropy"] <= np.log2(len(VOCABULARY))


def test_windows_end_matches(monkeypatch):
    monkeypatch.setattr(probes, "WINDOW", 20)
    found = probes.measure_windows(CORPUS, {"B": TEXT[:45]})
    assert found["windows"] == 2
    shares = dict(zip(found["least"], found["mean"], strict=True))
    assert shares[20] == 1
    assert shares[21] == 0  # a window has no 21 characters
    assert found["low"][0] == found["high"][0] == 1


def test_the_committed_result_is_whole():
    measures, written = probes.load_against()
    held = {**shakespeare.split().validation, **shakespeare.split().test}
    assert list(measures) == list(probes.MEASURES)
    for measure in measures.values():
        assert measure.network.shape == (len(probes.PROMPTS), len(probes.TEMPERATURES))
        assert set(measure.plays) == set(held)
        most = np.log2(76) if measure.unit == "bits" else 1
        assert 0 <= measure.network.min() <= measure.network.max() <= most
    assert {len(passage) for run in written.passages for passage in run} == {probes.KEPT}
    path = data_folder() / "results" / f"{probes.RESULTS}.json"
    assert path.stat().st_size < 300_000
    assert (
        json.loads(path.read_text("utf-8"))["about"]["command"]
        == "python -m unrolled.lessons.shakespeare.against_temperature.study"
    )
    windows = probes.load_results(probes.RESULTS)["windows"]
    for name in ("low", "mean", "high"):
        assert windows[name] == sorted(windows[name], reverse=True)
