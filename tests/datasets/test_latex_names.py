"""Names of a body of LaTeX: packed and unpacked, looked up, built from chapters, and the committed file."""

import hashlib

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import build_latex_names
from unrolled.datasets import latex, latex_names
from unrolled.datasets.latex_names import Names, hashes, names, pack, unpack
from unrolled.datasets.paths import CorpusError, data_folder
from unrolled.datasets.registry import DownloadError
from unrolled.lessons.latex.lint.probe import lint
from unrolled.lessons.latex.lint.probe.pairs import BLOCKS, FORMULAS, INSIDE, LABEL, LISTS

WORDS = st.frozensets(st.text("ab*\n\\", min_size=1, max_size=4), max_size=5)


def equal(one, other):
    assert (one.commands, one.environments, one.chapters) == (other.commands, other.environments, other.chapters)
    assert dict(one.reach) == dict(other.reach)
    assert one.labels.dtype == other.labels.dtype == np.uint32
    np.testing.assert_array_equal(one.labels, other.labels)


@given(WORDS, WORDS, st.lists(st.integers(0, 2**32 - 1)), st.dictionaries(st.text("ab${", min_size=1), st.integers(0)))
def test_unpacking_is_the_inverse_of_packing(commands, environments, labels, reach):
    reach = {name: min(most, 2**62) for name, most in reach.items()}
    made = Names(commands, environments, ("a", "b"), np.sort(np.array(labels, np.uint32)), reach)
    equal(unpack(pack(made)), made)


def test_the_same_names_make_the_same_bytes():
    made = Names(frozenset("abc"), frozenset(["x", "y"]), (), hashes(["m", "n"]), {"{": 3})
    assert pack(made) == pack(unpack(pack(made)))


def test_hashes_are_the_first_four_bytes_in_ascending_order():
    [found] = hashes(["lemma-a"])
    assert found == int(hashlib.sha256(b"lemma-a").hexdigest()[:8], 16)
    several = hashes(["a", "b", "c", "a"])
    assert (np.diff(several.astype(np.int64)) >= 0).all()
    assert len(several) == 4
    assert len(hashes([])) == 0


def test_a_label_is_found_with_or_without_its_chapter():
    made = Names(frozenset(), frozenset(), ("algebra", "sets"), hashes(["algebra-lemma-one", "sets-section-two"]))
    for name in ("algebra-lemma-one", "lemma-one", "sets-section-two", "section-two"):
        assert made.has_label(name)
    for name in ("sets-lemma-one", "lemma", "one", "", "algebra-lemma-one "):
        assert not made.has_label(name)
    assert not Names(frozenset(), frozenset()).has_label("a")


class TestBuild:
    CHAPTERS = {  # noqa: RUF012
        "algebra": "\\begin{lemma}\n\\label{lemma-a}\n$x$ {\\it so}\n\\end{lemma}\n\\ref{curves-lemma-lost}\n$$ y $$\n",
        "sets": "\\begin{proof}\n{a {b}} \\$ \\& \\label{b}\n\\end{proof}\n",
    }

    @pytest.fixture
    def built(self, monkeypatch, tmp_path):
        monkeypatch.setattr(latex, "chapters", lambda: self.CHAPTERS)
        monkeypatch.setenv("UNROLLED_DATA", str(tmp_path))
        build_latex_names.main()
        return (tmp_path / latex_names.FILE).read_bytes()

    def test_what_chapters_hold(self, built, capsys):
        found = unpack(built)
        assert found.commands == {"begin", "end", "label", "ref", "it", "$", "&"}
        assert found.environments == {"lemma", "proof"}
        assert found.chapters == ("algebra", "sets")
        np.testing.assert_array_equal(found.labels, hashes(["algebra-lemma-a", "sets-b", "curves-lemma-lost"]))
        length = {name: len(text) for name, text in self.CHAPTERS.items()}
        assert found.reach == {
            "{": 6, "$": 2, "$$": 5, "lemma": self.CHAPTERS["algebra"].index("\\end{lemma}"),
            "proof": length["sets"] - len("\\end{proof}\n"),
        } | {"{": len("{curves-lemma-lost")}  # fmt: skip

    def test_what_is_told(self, built, capsys):
        capsys.readouterr()
        build_latex_names.main()
        told = capsys.readouterr().out
        assert "3 labels, 7 commands, 2 environments" in told
        assert "0 faults in " in told
        assert hashlib.sha256(built).hexdigest() in told

    def test_its_own_chapters_are_without_fault(self, built):
        for text in self.CHAPTERS.values():
            assert lint(text, whole=True, names=unpack(built)).faults == ()


class TestCommitted:
    def test_it_knows_what_the_reader_of_pairs_expects(self):
        found = names()
        assert found.environments >= BLOCKS | LISTS | (FORMULAS - {"align"}) | INSIDE  # a learner may write align
        assert {"section", "subsection", "item", "ref", "label", "begin", "end"} <= found.commands
        assert set(found.reach) <= found.environments | {"{", "$", "$$"}
        assert BLOCKS - {"theorem", "exercise"} | LISTS | {"{", "$", "$$"} <= set(found.reach)
        assert (np.array(list(found.reach.values())) > 0).all()
        assert {*latex.VALIDATION, *latex.TEST} <= set(found.chapters)

    def test_counts_are_those_of_the_docstring_and_of_the_sources(self):
        found = names()
        assert f"{len(found.labels):,} labels" in latex_names.__doc__
        [row] = [
            line for line in (data_folder() / "SOURCES.md").read_text("utf-8").splitlines() if "latex_names" in line
        ]
        for words in (
            f"{len(found.commands)} commands", f"{len(found.environments)} environments",
            f"{len(found.chapters)} chapters", f"{len(found.labels):,} labels", latex_names.SHA256,
        ):  # fmt: skip
            assert words in row
        assert (np.diff(found.labels.astype(np.int64)) >= 0).all()

    def test_labels_nobody_has_are_not_found(self):
        assert not any(names().has_label(f"lemma-that-nobody-proved-{k}") for k in range(20))

    def test_it_holds_no_text(self):
        words = [*names().commands, *names().environments, *names().chapters]
        assert max(map(len, words)) < 40
        assert not any(" " in word.strip() for word in words)

    def test_a_missing_or_damaged_file_is_told(self, monkeypatch, tmp_path):
        monkeypatch.setenv("UNROLLED_DATA", str(tmp_path))
        names.cache_clear()
        try:
            with pytest.raises(CorpusError, match="names of the Stacks project are missing"):
                names()
            (tmp_path / latex_names.FILE).write_bytes(b"no")
            with pytest.raises(CorpusError, match="names of the Stacks project are damaged"):
                names()
        finally:
            names.cache_clear()

    def test_it_fits_the_chapters(self):
        latex.chapters.cache_clear()
        try:
            chapters = latex.chapters()
        except DownloadError as error:
            pytest.skip(f"the chapters cannot be had: {error}")
        found = names()
        assert tuple(chapters) == found.chapters
        for title in latex.TEST:
            text = chapters[title]
            read = lint(text, whole=True)
            assert read.faults == ()  # people close what they open, and refer to what there is
            assert {pair.fate for pair in read.pairs} == {"closed"}
            assert all(pair.distance <= found.reach[pair.name] for pair in read.pairs)
            assert np.isin(hashes(f"{title}-{label}" for label in LABEL.findall(text)), found.labels).all()
