"""The folk tunes: counts, form, and how they are rebuilt."""

import hashlib
import importlib.util
import re
from pathlib import Path

import pytest

from unrolled.datasets import folk_tunes, paths

ROOT = Path(__file__).resolve().parents[2]


def test_counts_are_those_of_the_sources_table():
    text = folk_tunes.text()
    tunes = text.rstrip("\n").split("\n\n")
    row = next(line for line in (ROOT / "data" / "SOURCES.md").read_text().splitlines() if folk_tunes.FILE in line)
    for count in (len(tunes), len(text), len(set(text))):
        assert f"{count:,}" in row
    assert all(re.match(r"T:", tune) and re.search(r"^K:", tune, re.MULTILINE) for tune in tunes)
    assert text.isascii()


def test_the_code_names_the_committed_file():
    assert hashlib.sha256((ROOT / "data" / folk_tunes.FILE).read_bytes()).hexdigest() == folk_tunes.SHA256


def test_a_damaged_corpus_gets_one_sentence(tmp_path, monkeypatch):
    monkeypatch.setenv("UNROLLED_DATA", str(tmp_path))
    folk_tunes.text.cache_clear()
    with pytest.raises(paths.CorpusError, match=r"folk tunes are missing"):
        folk_tunes.text()


def test_tunes_are_cut_out_of_their_file():
    spec = importlib.util.spec_from_file_location("build", ROOT / "tools" / "build_folk_tunes.py")
    build = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(build)
    abc = """
X: 1
T: The Enchanted Valley
M: 2/4
L: 1/16
B: "O'Neill's 1"
Z: somebody
K:Gm
G3-A (Bcd=e) | % a remark
M:3/4
G2G2 G2z ||

X: 2
T: No melody
K: C

X: 3
T: Café
K: C
CDE
"""
    assert build.tunes_of(abc) == ["T:The Enchanted Valley\nM:2/4\nL:1/16\nK:Gm\nG3-A (Bcd=e) |\nM:3/4\nG2G2 G2z ||"]
