"""The table of what was tried keeps the rows of parts that were not run, and every part can be had."""

import importlib

import pytest

import stress
from stress_check import Check, Row, require


def row(part, what, result="held"):
    return Row(part, what, result, f"make stress PART={part}", True)


def test_rows_of_other_parts_are_kept_and_those_of_a_part_replaced():
    document = f"# Title\n\n{stress.HEAD}\nAfter it.\n"
    first = stress.merged(document, [row("a", "one"), row("b", "two")], ["a", "b"])
    assert first == f"# Title\n\n{stress.HEAD}{row('a', 'one').line()}{row('b', 'two').line()}\nAfter it.\n"
    second = stress.merged(first, [row("a", "three", "a | b")], ["a"])
    assert second.splitlines()[4:6] == [
        "| a | three | a / b | `make stress PART=a` |",
        "| b | two | held | `make stress PART=b` |",
    ]
    assert second.endswith("\n\nAfter it.\n")


def test_a_document_without_its_table_is_refused():
    with pytest.raises(ValueError, match="lost its table"):
        stress.merged("# Title\n", [], [])


def test_what_a_check_raises_is_its_result(capsys):
    assert stress.run("a", Check("this", lambda: "held")) == row("a", "this")
    failed = stress.run("a", Check("that", lambda: require(False, "two\nlines")))
    assert (failed.result, failed.passed) == ("**failed**: AssertionError: two lines", False)


def test_every_part_has_checks_and_the_committed_table_its_place():
    assert stress.HEAD in stress.TABLE.read_text()
    for part in stress.PARTS:
        assert importlib.import_module(f"stress_{part}").CHECKS
