"""Questions: what they call right is what the networks do."""

from unrolled.lessons.captioning.shown.exercise import MERGED_SWAPPED, ONCE_SWAPPED


def test_each_question_has_three_choices_and_a_reply_to_each():
    for question in (ONCE_SWAPPED, MERGED_SWAPPED):
        assert len({choice.reply for choice in question.choices}) == 3
        assert [choice.right for choice in question.choices] == [True, False, False]
