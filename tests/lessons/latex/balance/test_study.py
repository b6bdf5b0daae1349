"""The study of balance: a job for each writer and reader, and its committed results."""

from types import SimpleNamespace

import numpy as np

from studies import run
from unrolled.datasets.text import Vocabulary
from unrolled.lessons.latex.balance import probe as probes
from unrolled.lessons.latex.balance import study
from unrolled.lessons.latex.balance.probe import EDGES, KINDS, expected, load_study
from unrolled.models.ngram import NGram

CHAPTER = "\\begin{proof}\nSo $x$ {a}.\n\\end{proof}\n\\begin{lemma}\n$$y$$\n\\end{lemma}\n" * 4
VOCABULARY = Vocabulary(CHAPTER)


def test_the_study_runs_one_job_for_each_writer_and_reader(monkeypatch):
    corpus = SimpleNamespace(vocabulary=VOCABULARY, split=SimpleNamespace(test={"c": CHAPTER * 60}))
    network = NGram(VOCABULARY.encode(CHAPTER), len(VOCABULARY), 3)
    passage = "\\begin{proof}{a} {\\end{proof}\\begin{proof}"
    monkeypatch.setattr(study, "writers", lambda: {"tau 1": ({"tau": 1.0}, lambda count, length: [passage] * 6)})
    monkeypatch.setattr(study, "models", lambda: {"after 5": ({"step": 5}, lambda: network)})
    monkeypatch.setattr(study.latex, "corpus", lambda: corpus)
    heard = run(study, monkeypatch)
    assert heard["name"] == probes.RESULTS
    assert list(heard["runs"]) == ["tau 1", "read by after 5"]
    monkeypatch.setattr(probes, "load_results", lambda name: heard["runs"])
    found = load_study()
    assert found.facts == {"tau 1": {"tau": 1.0}, "after 5": {"step": 5}}
    assert set(found.written["tau 1"]) == set(found.read["after 5"]) == set(KINDS)
    proofs, braces = found.written["tau 1"]["proofs"], found.written["tau 1"]["braces"]
    assert (proofs.closed.sum(), proofs.broken.sum(), proofs.cut.sum()) == (6, 0, 6)
    assert (braces.closed.sum(), braces.broken.sum()) == (6, 6)
    assert np.isnan(found.written["tau 1"]["lists"].still_open).all()
    due = expected(network, VOCABULARY.encode, [CHAPTER * 60])["proofs"]
    assert due.pairs.sum() > 100
    np.testing.assert_array_equal(found.read["after 5"]["proofs"].pairs, due.pairs)
    np.testing.assert_allclose(found.read["after 5"]["proofs"].probability, due.probability, atol=1e-4)


def test_the_committed_study():
    found = load_study()
    assert {"real", "5-gram", *(f"tau {tau:g}" for tau in probes.SHOWN)} <= set(found.written)
    assert {"network", "5-gram"} <= set(found.read)
    for by_kind in found.written.values():
        assert set(by_kind) == set(KINDS)
        for one in by_kind.values():
            counts = (one.closed, one.broken, one.cut)
            assert {len(values) for values in counts} == {len(EDGES) - 1}
            assert all((values >= 0).all() for values in counts)
            held = one.still_open[~np.isnan(one.still_open)]
            assert (np.diff(held) <= 0).all()
            assert ((held >= 0) & (held <= 1)).all()
            assert bool(len(held)) == bool(sum(values.sum() for values in counts))
    assert not any(one.broken.any() for one in found.written["real"].values())  # people close what they open
    pairs = {kind: one.pairs.tolist() for kind, one in found.read["network"].items()}
    for by_kind in found.read.values():  # all read the same chapters
        assert {kind: one.pairs.tolist() for kind, one in by_kind.items()} == pairs
        for one in by_kind.values():
            assert (np.isnan(one.probability) == (one.pairs == 0)).all()
            held = one.probability[one.pairs > 0]
            assert ((held >= 0) & (held <= 1)).all()
    for name, facts in found.facts.items():
        assert not name.startswith("after ") or name == f"after {facts['step']}"
        assert not name.startswith("tau ") or name == f"tau {facts['tau']:g}"
