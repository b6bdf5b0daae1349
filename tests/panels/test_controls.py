"""Controls: values, limits, what the learner types, what the panel then says."""

import pytest
import traitlets

from unrolled.panels.controls import Button, Choice, KeyBox, Presets, Range, TextBox
from unrolled.panels.menu import Menu
from unrolled.runtime import UnrolledError


def range_control(**changes):
    return Range("Temperature τ", 0.8, 0, 3, 0.05, **changes)


def test_values_snap_to_the_step():
    control = range_control()
    control.value = 1.2345
    assert control.value == 1.25


@pytest.mark.parametrize(("typed", "value"), [("0.5", 0.5), (" 0,5 ", 0.5), ("3", 3.0), ("0", 0.0), ("1e0", 1.0)])
def test_typed_numbers_are_taken(typed, value):
    control = range_control()
    control.type(typed)
    assert control.value == value
    assert control.problem == ""


@pytest.mark.parametrize("typed", ["warm", "", "1.2.3", "−", "<script>"])
def test_what_is_no_number_is_told_and_changes_nothing(typed):
    control = range_control()
    control.type(typed)
    assert control.value == 0.8
    assert "is not a number" in control.problem
    assert "\n" not in control.problem


@pytest.mark.parametrize("typed", ["-1", "−1", "3.01", "inf", "nan", "1e9"])
def test_numbers_outside_are_told_and_change_nothing(typed):
    control = range_control()
    control.type(typed)
    assert control.value == 0.8
    assert "runs from 0 to 3" in control.problem


def test_a_good_value_takes_the_problem_away():
    control = range_control()
    control.type("warm")
    control.type("1")
    assert control.problem == ""


def test_a_value_outside_is_refused_in_a_sentence():
    with pytest.raises(traitlets.TraitError, match="runs from 0 to 3"):
        range_control().value = 5


@pytest.mark.parametrize(("step", "decimals"), [(0.05, 2), (0.5, 1), (1, 0), (10, 0)])
def test_as_many_decimals_as_the_step_needs(step, decimals):
    assert Range("x", 0, 0, 100, step).decimals == decimals


def test_every_control_has_a_label():
    target = range_control()
    for control in (target, TextBox("Prompt", "x"), Presets("Presets", target, [("a", 1.0)]), Button("New noise")):
        assert control.label


def test_a_choice_knows_its_values():
    choice = Choice("Cell", [("RNN", "rnn"), ("GRU", "gru")], "rnn")
    with pytest.raises(traitlets.TraitError, match="one of rnn, gru"):
        choice.value = "lstm"
    assert choice.value == "rnn"


def test_a_key_box_hands_over_one_character_after_the_other():
    box, seen = KeyBox("Guess"), []
    box.observe(lambda change: seen.append(change.new[1]), "typed")
    box.type("aa\n")
    assert seen == ["a", "a", "\n"]


def test_a_range_can_say_why_a_number_outside_cannot_be():
    control = Range("Width", 8, 1, 16, 1, outside=lambda number: f"{number:g} is too wide." if number > 16 else "")
    control.type("99")
    assert control.problem == "99 is too wide."
    control.type("-1")
    assert "runs from 1 to 16" in control.problem
    control.type("inf")
    assert "runs from 1 to 16" in control.problem


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda: Range("Levels", 99, 2, 16, 1), "Levels runs from 2 to 16, so “99” cannot be used"),
        (lambda: Range("Levels", float("nan"), 2, 16, 1), "so “nan” cannot be used"),
        (lambda: Range("Levels", "many", 2, 16, 1), "Levels cannot be 'many': it takes a number from 2 to 16."),
        (lambda: Range("Levels", None, 2, 16, 1), "Levels cannot be None"),
        (lambda: TextBox("Prompt", 7), "Prompt cannot be 7: it takes text."),
        (lambda: Choice("Cell", [("RNN", "rnn")], "cnn"), "Cell is one of rnn, not 'cnn'"),
        (lambda: Choice("Cell", [("RNN", "rnn")], 1), "Cell cannot be 1"),
        (lambda: Menu("Role", [("mage", "mage")], "elf"), "Role has no 'elf'"),
        (lambda: Menu("Role", [("mage", "mage")], ["mage"]), "Role cannot be"),
    ],
)
def test_what_a_cell_gives_to_begin_with_is_refused_in_a_sentence(make, words):
    with pytest.raises(UnrolledError) as error:
        make()
    assert words in str(error.value)
    assert "\n" not in str(error.value)


def sent(box, *parts, size=None):
    """What the page sends for a long text of some parts."""
    box.hear({"size": sum(map(len, parts)) if size is None else size, "parts": len(parts)})
    for k, part in enumerate(parts):
        box.hear({"part": k}, [memoryview(part)])


def test_a_long_text_comes_in_parts_cut_anywhere_and_counts_once():
    box, seen = TextBox("Text", ""), []
    box.observe(lambda change: seen.append(change.new), "value")
    whole = "ქართული ენა".encode()
    sent(box, whole[:4], whole[4:])
    assert seen == ["ქართული ენა"]


def test_a_text_that_is_too_long_is_told_and_the_one_of_before_is_gone():
    box = TextBox("Text", "before")
    sent(box, size=20_000_001)
    assert box.value == ""
    assert box.problem == "Text: the text has 20,000,001 bytes, over the limit of 20,000,000. Make it shorter."
    sent(box, b"after")
    assert (box.value, box.problem) == ("after", "")


def test_half_a_surrogate_pair_never_gets_into_a_message():
    box, key, number = TextBox("Text", "a\ud800"), KeyBox("Guess"), range_control()
    key.type("\ud83d\ude00")
    number.type("\ud800")
    assert (box.value, key.typed) == ("a\ufffd", (1, "😀"))
    number.problem.encode()
