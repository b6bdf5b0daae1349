"""The analogy questions and Table 8."""

import hashlib
import lzma
from pathlib import Path

from unrolled.datasets import analogy_questions
from unrolled.datasets.analogy_questions import TABLE_8, unpack

ROOT = Path(__file__).resolve().parents[2]


def test_the_file_is_word2vecs_byte_for_byte():
    packed = (ROOT / "data" / analogy_questions.FILE).read_bytes()
    assert hashlib.sha256(packed).hexdigest() == analogy_questions.SHA256
    plain = hashlib.sha256(lzma.decompress(packed)).hexdigest()
    assert plain == "8c29b3332afc46f3fb8be04cb5297bf96f39aa7131272dff57869b4485b22a36"
    assert "Apache License" in (ROOT / "data" / "licences" / "apache-2.0.txt").read_text()


def test_there_are_as_many_questions_as_the_paper_says():
    sections = analogy_questions.sections()
    assert len(sections) == 14
    asked = {kind: sum(len(one.questions) for one in sections if one.semantic == kind) for kind in (True, False)}
    assert asked == {True: 8_869, False: 10_675}  # Mikolov and others 2013, section 4.1
    assert all(len(four) == 4 and four == tuple(map(str.lower, four)) for one in sections for four in one.questions)


def test_sections_are_cut_at_their_names():
    [one, two] = unpack(": first\nA b C d\nC d A b\n: gram1\ne f g h\n")
    assert (one.name, one.questions, one.semantic) == ("first", (("a", "b", "c", "d"), ("c", "d", "a", "b")), False)
    assert one.pairs == (("a", "b"), ("c", "d"))
    assert two.questions == (("e", "f", "g", "h"),)


def test_table_8_has_ten_relationships_with_three_examples_each():
    assert len(TABLE_8) == 10
    assert {len(row.examples) for row in TABLE_8} == {3}
    assert TABLE_8[0].pair == ("France", "Paris")
    assert TABLE_8[5].examples[2] == ("uranium", "plutonium")
    assert all(len(pair) == 2 for row in TABLE_8 for pair in (row.pair, *row.examples))
