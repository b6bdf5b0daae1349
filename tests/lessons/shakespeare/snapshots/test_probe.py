"""Learning to write: skills by hand, a tiny checkpoint measured, and when a skill appears."""

import math

import numpy as np
import pytest
import torch

from unrolled.datasets.corpus import Corpus, Split
from unrolled.datasets.text import Vocabulary
from unrolled.lessons.shakespeare.snapshots import probe as probes
from unrolled.lessons.shakespeare.snapshots.probe import Known
from unrolled.measuring.char_rnn import entropy_bits, gumbel_noise, read, sample, softmax
from unrolled.models import CharRNN
from unrolled.training.checkpoint import save_char_rnn
from unrolled.training.losses import heldout_loss

PLAY = "ANNA:\nthe cat sat on the mat.\n\nTOM:\nthe dog sat.\n\n"
WRITTEN = "ANNA:\nthe cat zat.\n\nBOB:\nthe dog\n\nTOM:\nthe"
CORPUS = Corpus("1 play", "plays", "", "", Split({"A": PLAY}, {"B": PLAY * 3, "C": PLAY}, {}), Vocabulary(PLAY))


def test_skills_by_hand():
    found = Known([PLAY], "plays").skills(WRITTEN)
    assert found.pop("letters") < 1
    assert math.isnan(found.pop("long"))
    assert found == {
        "words": round(7 / 9, 4), "short": 6 / 8, "sentences": 1 / 2, "pairs": 4 / 8, "triples": round(1 / 7, 4),
        "headings": 1.0, "names": round(2 / 3, 4), "lines": 2 / 4 + 1 / 5,
    }  # fmt: skip


def test_letters_and_lines_are_overlaps_of_distributions():
    known = Known(["aab\n" + "c" * 8 + "\n"], "plays")  # one line of 0 to 7 characters, one of 8 to 15
    assert known.skills("aab\n" + "c" * 8 + "\n")["letters"] == 1
    assert known.skills("zz")["letters"] == known.skills("")["letters"] == 0
    assert known.skills("a" * 13)["letters"] == pytest.approx(2 / 13, abs=1e-4)
    assert known.skills("a\nb\nc\nlong enough\n")["lines"] == 0.5 + 0.25
    assert known.skills("x" * 500 + "\n")["lines"] == 0


def test_elsewhere_commands_are_asked_for():
    found = Known([r"\begin{proof} \alpha"], "chapters").skills(r"\alpha \beta \begin \a")
    assert found["commands"] == 0.5
    assert not {"headings", "names"} & set(found)


def test_marks_by_hand():
    known = Known([PLAY], "plays")
    assert known.marks("ANNA:\nthe zat\n\nBOB:\nthe dog") == "hhhhh.....xxx..hhhh........"
    assert "h" not in known.marks("the\nBOB:\nthe dog")  # no blank line before it
    assert set(known.marks("the qq")) == {"."}  # the last word may be cut
    assert known.marks("qq the")[:2] == "xx"


@pytest.mark.parametrize(("text", "mean"), [("", 0), ("...", 0), ("a bcd", 2), ("don't", 5)])
def test_word_lengths(text, mean):
    assert probes.mean_word_length(text) == mean


@torch.inference_mode()
def test_a_checkpoint_is_measured(tmp_path, monkeypatch):
    monkeypatch.setattr(probes, "WRITTEN", 80)
    monkeypatch.setattr(probes, "EXPECTED", 30)
    model, path = CharRNN(len(CORPUS.vocabulary), hidden=8, layers=2).eval(), tmp_path / "n.after000007.safetensors"
    save_char_rnn(path, model, CORPUS.vocabulary, {"step": 7})
    found = probes.measure(path, CORPUS, Known([PLAY], "plays"))
    texts = CORPUS.encoded("validation")
    assert found["nats"] == pytest.approx(heldout_loss(model, texts), abs=1e-3)
    rows = torch.cat([model(ids[None, :30])[0][0] for ids in texts]).double().numpy()
    logits, state = read(model, CORPUS.vocabulary.encode("\n\n"))
    for tau, writing in found["writings"].items():
        due = np.mean([entropy_bits(softmax(row, float(tau))) for row in rows])
        assert found["entropy"][tau] == pytest.approx(due, abs=2e-3)
        assert len(writing["text"]) == len(writing["marks"]) == 80
        assert None in writing["skills"].values() or writing["skills"]["long"] >= 0
    noise = gumbel_noise(0, 80, len(CORPUS.vocabulary))
    due = CORPUS.vocabulary.decode(sample(model, logits, state, noise, torch.tensor([1.0]))[0])
    assert found["writings"]["1.0"]["text"][:20] == due[:20]  # the sampler rounds; later a near tie may tip over


def test_real_text_is_measured_in_pieces_as_long_as_a_writing(monkeypatch):
    play = PLAY.replace("cat", "leopard")
    texts = Split({}, {"A": play * 3, "B": play + "qqqq" * 9}, {})
    monkeypatch.setattr(probes, "WRITTEN", 3 * len(play))  # the second one has no piece
    found = probes.real(Corpus("", "plays", "", "", texts, Vocabulary("a")), Known([play], "plays"))
    assert {found["skills"][name] for name in ("words", "long", "headings", "names", "sentences")} == {1}
    assert found["word_length"] == probes.mean_word_length("TOM:\nthe dog sat.\n\n" + play * 2)


def run(nats, share, long=None):
    skills = {"words": share, "long": long}
    writing = {"text": "ab", "marks": ".x", "skills": skills, "word_length": 2.5}
    return {"nats": nats, "entropy": {"0.5": 1.0, "0.8": 2.0}, "writings": {"0.5": writing, "0.8": writing}}


@pytest.fixture
def view(monkeypatch):
    card = {
        "about": "1 layer", "curve": {"rows": [[100, 3, 2.5], [400, 2, 1.5]]}, "wall_seconds": 1200,
        "recipe": {"batch": 4, "window": 5},
    }  # fmt: skip
    shares = {"n 0": 0.0, "n 100": 0.95, "n 200": 0.5, "n 50": 0.95, "n 400": 0.81}
    found = {"n real": {"skills": {"words": 0.9, "long": 0.5}, "word_length": 4.0}, "m 7": run(9, 1)}
    monkeypatch.setattr(probes, "load_card", lambda _: card)
    monkeypatch.setattr(probes, "load_results", lambda _: found | {key: run(3, one) for key, one in shares.items()})
    return probes.learning("n")


def test_results_and_card_become_one_record(view):
    assert [one.step for one in view.snapshots] == [0, 50, 100, 200, 400]
    assert [one.characters for one in view.snapshots] == [0, 1000, 2000, 4000, 8000]
    assert [one.minutes for one in view.snapshots] == [0, 2.5, 5, 10, 20]
    assert (view.index, view.temperature, view.now.step) == (4, 0.8, 400)
    assert math.isnan(view.writing.skills["long"])


def test_a_skill_is_there_once_it_stays(view):
    assert probes.appears(view, "words") == 4  # 0.81 is nine tenths of 0.9; the early 0.95 did not last
    assert probes.appears(view, "long") is None
    assert view.first == {"words": 4, "long": None}
    assert probes.point_at(view, 1, 0.5).now.step == 50
