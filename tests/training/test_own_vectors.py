"""The command that trains the shipped vectors, on a toy text."""

import hashlib
from dataclasses import replace

from unrolled.datasets import word_vectors
from unrolled.training import own_vectors


def test_it_streams_a_text_and_writes_vectors(tmp_path, monkeypatch, capsys):
    lines = ["the cat sat on the mat", "the dog sat on the rug", "rare words"] * 5 + ["once"]
    monkeypatch.setenv("UNROLLED_DATA", str(tmp_path))
    monkeypatch.setattr(own_vectors.dictionaries, "union", lambda: iter(lines))
    monkeypatch.setattr(own_vectors, "UNION", replace(own_vectors.UNION, size=8, epochs=2))
    own_vectors.main()
    packed = (tmp_path / word_vectors.OURS).read_bytes()
    vectors = word_vectors.unpack(packed)
    assert set(vectors.vocabulary.words) == set(" ".join(lines[:3]).split())  # "once" came once
    assert vectors.vectors.shape == (9, 8)
    assert vectors.vocabulary.counts[0] == 20
    said = capsys.readouterr().out
    assert f"SHA-256 {hashlib.sha256(packed).hexdigest()}" in said
    assert "100%" in said
