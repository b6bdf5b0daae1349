"""The study on text8, on a toy text that holds a few questions."""

from dataclasses import replace

from unrolled.lessons.analogies.text8 import study


def test_it_trains_and_counts_answers(monkeypatch, capsys):
    lines = ["the boy and his brother met the girl and her sister", "the king and the queen met the man and the woman"]
    monkeypatch.setattr(study.text8, "lines", lambda: iter(lines * 20))
    monkeypatch.setattr(study, "RECIPE", replace(study.RECIPE, size=8, epochs=2))
    found = study.job()
    assert "million words of text8; 13 words kept" in capsys.readouterr().out
    assert found["words"] == 13
    assert set(found["shares"]) == {"semantic", "syntactic", "total"}
    assert 0 <= found["shares"]["semantic"] <= 1
    assert found["covered"]["total"] == found["covered"]["semantic"] > 0
