"""Questions that cannot be asked are refused where they are made."""

import pytest

from unrolled.checking.question import Choice, Question


def question(*choices):
    return Question("Which?", tuple(Choice("words", right, reply) for right, reply in choices))


def test_a_question_keeps_what_it_was_made_of():
    made = question((False, "No."), (True, "Yes."), (False, "Nearly."))
    assert made.ask == "Which?"
    assert [choice.right for choice in made.choices] == [False, True, False]
    assert [choice.reply for choice in made.choices] == ["No.", "Yes.", "Nearly."]


@pytest.mark.parametrize("right", [(False, False), (True, True), (True, False, True)])
def test_exactly_one_choice_is_right(right):
    with pytest.raises(ValueError, match=rf"^Exactly one choice must be right, and of “Which\?” {sum(right)} are\.$"):
        question(*((one, f"Reply {k}.") for k, one in enumerate(right)))


@pytest.mark.parametrize("replies", [("Look.", "Look."), ("Look.", " Look.\n"), ("Look.", ""), ("Look.", " ")])
def test_each_choice_has_a_reply_of_its_own(replies):
    with pytest.raises(ValueError, match=r"^Each choice needs a reply of its own"):
        question((True, replies[0]), (False, replies[1]), (False, "Another."))


@pytest.mark.parametrize("choices", [(), ((True, "Yes."),)])
def test_there_is_something_to_choose_between(choices):
    with pytest.raises(ValueError, match=rf"^A question needs at least two choices.* has {len(choices)}\.$"):
        question(*choices)
