"""Human judgements: read, and counted where they can be had."""

import importlib.util

import pytest

from unrolled.datasets import judgements, registry
from unrolled.datasets.judgements import parse


def test_a_set_is_read_without_remarks_and_headings():
    judged = parse("SimLex999", "# remark\nword1\tword2\tscore\nOld\tnew\t1.58\nsmart\tclever\t10\n\n")
    assert judged.pairs == (("old", "new"), ("smart", "clever"))
    assert judged.scores.tolist() == [1.58, 10.0]
    assert "Hill" in judged.paper


def test_gensim_holds_the_files_of_the_registry():
    pytest.importorskip("gensim", reason="gensim is a dependency for development")
    for name, file in judgements.SETS.items():
        path = judgements._path(file)
        assert not registry.fault(path, registry.REGISTRY[file])
        judged = judgements.judgements(name)
        assert len(judged.pairs) == len(judged.scores) == int(name[-3:])
        assert judged.scores.min() >= 0
        assert judged.scores.max() <= 10


def test_without_gensim_the_registry_is_asked(tmp_path, monkeypatch):
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    monkeypatch.setattr(registry, "fetch", lambda name: tmp_path / name)
    (tmp_path / "wordsim353.tsv").write_text("tiger\tcat\t7.35\n")
    assert judgements.judgements.__wrapped__("WordSim353").pairs == (("tiger", "cat"),)
