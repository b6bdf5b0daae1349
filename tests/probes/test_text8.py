"""The command for text8, on a toy text that holds a few questions."""

from dataclasses import replace

from unrolled.probes import text8


def test_it_trains_and_prints_a_score(monkeypatch, capsys):
    lines = ["the boy and his brother met the girl and her sister", "the king and the queen met the man and the woman"]
    monkeypatch.setattr(text8.text8, "lines", lambda: iter(lines * 20))
    monkeypatch.setattr(text8, "RECIPE", replace(text8.RECIPE, size=8, epochs=2))
    text8.main()
    said = capsys.readouterr().out
    assert "million words of text8; 13 words kept" in said
    assert "semantic" in said
    assert "total: " in said.splitlines()[-1]
    assert said.splitlines()[-1].endswith("13 words")
    assert " of 0 questions" not in said.splitlines()[-1]
