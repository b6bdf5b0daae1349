"""The plays: counts, split, form, damage, and how they are rebuilt."""

import hashlib
import importlib.util
import re
from pathlib import Path

import pytest

from unrolled.datasets import paths, shakespeare

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def elsewhere(tmp_path, monkeypatch):
    monkeypatch.setenv("UNROLLED_DATA", str(tmp_path))
    shakespeare.plays.cache_clear()
    yield tmp_path
    monkeypatch.undo()
    shakespeare.plays.cache_clear()


def test_counts():
    whole = "".join(shakespeare.plays().values())
    assert len(shakespeare.plays()) == 38
    assert len(whole) == 4_786_498
    assert len(shakespeare.vocabulary()) == 76
    assert len(re.findall(r"(?:^|\n\n)[^\n]+:\n", whole)) == 31_352


def test_the_split_is_disjoint_complete_and_as_designed():
    parts = shakespeare.split()
    assert list(parts.validation) == ["Twelfth Night", "Richard II"]
    assert list(parts.test) == ["Macbeth", "The Tempest"]
    assert len(parts.train) == 34
    assert {**parts.train, **parts.validation, **parts.test} == shakespeare.plays()
    assert not set(parts.train) & {*parts.validation, *parts.test}


def test_nothing_of_the_markup_is_left():
    for title, text in shakespeare.plays().items():
        assert not re.search(r"[_*\[\]\\#]", text), title
        assert text.endswith("\n\n")
        assert not re.search(r"\n\n\n", text), title


def test_the_code_names_the_committed_file():
    assert hashlib.sha256((ROOT / "data" / shakespeare.FILE).read_bytes()).hexdigest() == shakespeare.SHA256


def test_a_missing_corpus_gets_one_sentence(elsewhere):
    with pytest.raises(paths.CorpusError, match=r"missing .*git checkout") as error:
        shakespeare.plays()
    assert "\n" not in str(error.value)


@pytest.mark.parametrize("content", [b"", b"not a corpus"])
def test_a_damaged_corpus_gets_one_sentence(elsewhere, content):
    (elsewhere / shakespeare.FILE).write_bytes(content)
    with pytest.raises(paths.CorpusError, match=r"damaged .*git checkout"):
        shakespeare.plays()


def test_pack_and_unpack_are_inverse():
    texts = {"One": "A:\nb\n\n", "Two": "C:\nd — e\n\n"}
    assert shakespeare.unpack(shakespeare.pack(texts)) == texts


def test_markdown_becomes_speeches():
    spec = importlib.util.spec_from_file_location("build", ROOT / "tools" / "build_shakespeare.py")
    build = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(build)
    markdown = """# A Play

## ACT I

_Enter KING,
and others_

**KING**  
_\\[Aside]_  
\\--Who's there?  
Stand.

_Exit_

And unfold.

**QUEEN**  
*[Rising.]*  
"""  # noqa: W291
    assert build.title_of("a-play", markdown) == "A Play"
    assert build.title_of("king-lear", "## ACT I") == "King Lear"
    assert build.to_text(markdown) == "KING:\n--Who's there?\nStand.\nAnd unfold.\n\n"
