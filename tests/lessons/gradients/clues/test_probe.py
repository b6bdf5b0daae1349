"""The sky and French: sentences are read as the networks know them, and answered with the model's own probabilities."""

import numpy as np
import pytest
import torch

from unrolled.lessons.gradients.clues import dataset as task
from unrolled.lessons.gradients.clues import probe as probes
from unrolled.lessons.gradients.clues import recipe as training
from unrolled.models import CharRNN


@pytest.fixture(scope="module")
def models():
    torch.manual_seed(0)
    return {name: CharRNN(len(task.WORDS), 6, 1, name).eval() for name in ("rnn", "lstm")}


@pytest.fixture(scope="module")
def measured():
    shares = [0.5] * len(training.DISTANCES)
    runs = {"rnn answer 0": {"accuracy": {"250": shares}}}
    for cell in ("rnn", "lstm"):
        for seed in (0, 1):
            runs[f"{cell} every {seed}"] = {"accuracy": {"250": [share + seed / 10 for share in shares]}}
    return probes.accuracies(runs, "every", 250)


@pytest.mark.parametrize("distance", [4, 7, 8, 50, 200])
def test_generated_sentences_have_their_distance_and_differ_by_seed(distance, models, measured):
    text = probes.generated("Japan", distance, 0)
    view = probes.view(text, models, measured)
    assert (view.distance, view.answer, view.words[view.clue]) == (distance, "Japanese", "Japan")
    assert text == probes.generated("Japan", distance, 0)
    assert distance < 12 or text != probes.generated("Japan", distance, 1)
    assert len(view.distractors) == (distance >= 14)


@pytest.mark.parametrize(
    ("text", "clue", "answer", "distance"),
    [
        ("I grew up in France, and so I still speak fluent", 4, "French", 7),
        ("The clouds are in the", 1, "sky", 4),
        ("i GREW up in france. I speak fluent…", 4, "French", 4),
        ("Tom visited Italy and I grew up in Spain and I speak fluent", 8, "Spanish", 5),
        ("Anna speaks French and I speak fluent", -1, "", 0),
        ("France", -1, "", 0),
    ],
)
def test_clues_are_found(text, clue, answer, distance, models, measured):
    view = probes.view(text, models, measured)
    assert (view.clue, view.answer, view.distance) == (clue, answer, distance)


def test_every_other_nation_is_a_distractor(models, measured):
    view = probes.view("Tom visited Italy and I grew up in Spain and Nina speaks Greek", models, measured)
    assert [view.words[k] for k in view.distractors] == ["Italy", "Greek"]


@pytest.mark.parametrize(
    ("text", "words"),
    [("", "is empty"), (" ., \n", "is empty"), ("I grew up in Narnia", r"“Narnia” \(word 5\)"),
     ("and " * 221, "221 words"), ("<b>hi</b>", "word 1")],
)  # fmt: skip
def test_other_sentences_are_told(text, words):
    with pytest.raises(probes.UnrolledError, match=words) as error:
        probes.parse(text)
    assert "\n" not in str(error.value)


def test_answers_are_the_models_own_probabilities(models):
    words = probes.parse("I grew up in Greece and I speak fluent")
    reader = probes.answers(models["lstm"], words, "LSTM", "Greek")
    with torch.inference_mode():
        p = torch.softmax(models["lstm"](task.encode(words)[None])[0][0, -1].double(), dim=0)
    assert reader.probability == pytest.approx(p[task.WORDS.index("Greek")].item())
    assert [q for _, q in reader.candidates] == pytest.approx(p.topk(probes.SHOWN).values.tolist())
    assert np.isnan(probes.answers(models["rnn"], words, "RNN", "").probability)


def test_twice_takes_the_longer_runs_of_the_rnn_alone():
    def run(share):
        return {"accuracy": {"250": [share] * 19, "500": [share / 2] * 19}}

    runs = {"rnn every 0": run(0.2), "gru every 0": run(0.6), "rnn twice 0": run(0.8)}
    shares = probes.accuracies(runs, "twice", 250).shares
    assert (shares["rnn"] == 0.4).all()
    assert (shares["gru"] == 0.6).all()
    assert (probes.accuracies(runs, "every", 250).shares["rnn"] == 0.2).all()


def test_runs_become_a_table(measured):
    assert set(measured.shares) == {"rnn", "lstm"}
    assert measured.shares["rnn"].shape == (2, len(training.DISTANCES))
    assert (measured.scored, measured.updates, measured.trained_to) == ("every", 250, training.LONGEST)
