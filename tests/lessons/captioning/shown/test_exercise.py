"""The question: what it calls right is what the networks do."""

from unrolled.lessons.captioning.shown.exercise import MERGED_SWAPPED


def test_the_first_of_three_choices_is_right_and_each_has_its_reply():
    assert len({choice.reply for choice in MERGED_SWAPPED.choices}) == 3
    assert [choice.right for choice in MERGED_SWAPPED.choices] == [True, False, False]
