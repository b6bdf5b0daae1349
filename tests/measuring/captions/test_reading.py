"""Captions taken apart, and the four groups: one caption for each rule."""

import pytest

from unrolled.measuring.captions.reading import attributes, group
from unrolled.measuring.captions.words import CaptionsError
from unrolled.measuring.records.captions import GROUPS, Attributes, Reading

NONE, MINOR, SOME, UNRELATED = GROUPS


@pytest.mark.parametrize(
    ("caption", "due"),
    [
        ("a woman firefighter with dark skin", Attributes(("firefighter",), ("woman",), ("dark",), ())),
        (
            "a person in a manual wheelchair facing right",
            Attributes(("manual", "right", "wheelchair"), ("person",), (), ()),
        ),
        ("the flag of andorra", Attributes(("andorra", "flag"), (), (), ())),
        ("a grinning face with big eyes", Attributes(("big", "eyes", "face", "grinning"), (), (), ())),
        ("a red heart", Attributes(("heart",), (), (), ("red",))),
        ("a light blue heart", Attributes(("heart",), (), (), ("light blue",))),
        ("a light bulb", Attributes(("bulb", "light"), (), (), ())),
        ("a man with red hair and medium-light skin", Attributes(("hair",), ("man",), ("medium-light",), ("red",))),
        (
            "a couple with heart, a woman and a man, with light and dark skin",
            Attributes(("couple", "heart"), ("man", "woman"), ("light", "dark"), ()),
        ),
        ("a woman with dark skin tone", Attributes((), ("woman",), ("dark",), ())),
        ("a dark-skinned woman firefighter", Attributes(("firefighter",), ("woman",), ("dark",), ())),
        ("a male student", Attributes(("student",), ("man",), (), ())),
        ("two men with dark skin", Attributes((), ("man", "man"), ("dark",), ())),
        ("a man with dark skin and a man with dark skin", Attributes((), ("man", "man"), ("dark",), ())),
        ("a man with dark skin with dark skin", Attributes((), ("man",), ("dark", "dark"), ())),
        ("two women and a boy", Attributes((), ("boy", "woman", "woman"), (), ())),
        ("people with bunny ears", Attributes(("bunny", "ears"), ("person", "person"), (), ())),
        ("two hearts", Attributes(("hearts", "two"), (), (), ())),
        ("a woman's hat", Attributes(("hat", "woman's"), (), (), ())),
        ("a Gray cat .", Attributes(("cat",), (), (), ("grey",))),
        ("", Attributes((), (), (), ())),
    ],
)
def test_a_caption_taken_apart(caption, due):
    assert attributes(caption) == due


def test_counts_and_kinds_of_people():
    found = attributes("a family, two men and two girls")
    assert found.count == 4
    assert found.gender == {"man", "girl"}
    assert found.thing == {"family"}


@pytest.mark.parametrize(
    ("caption", "reference", "due"),
    [
        # equal, or equal in all attributes
        ("a red heart", "a red heart", NONE),
        ("a firefighter, a woman with dark skin", "a woman firefighter with dark skin", NONE),
        ("a woman with dark skin", "woman: dark skin tone", NONE),
        # the same thing, another tone, gender, count or colour
        ("a woman firefighter with light skin", "a woman firefighter with dark skin", MINOR),
        ("a man firefighter with dark skin", "a woman firefighter with dark skin", MINOR),
        ("a woman firefighter", "a woman firefighter with dark skin", MINOR),
        ("a blue heart", "a red heart", MINOR),
        ("a woman wrestling", "women wrestling", MINOR),
        ("a man with light skin", "a woman with dark skin", MINOR),  # both say no more than who it is
        ("a red red heart", "a red heart", MINOR),
        ("a face face with tears", "a face with tears", MINOR),
        # content words overlap by more than half
        ("a grinning face", "a grinning face with big eyes", MINOR),  # 2 · 2 / (2 + 4)
        ("a man running", "a man running facing right", MINOR),  # 2 · 1 / (1 + 2)
        ("a face", "a face with tears", MINOR),  # 2 · 1 / (1 + 2)
        ("two hearts", "a heart", MINOR),  # a final s is ignored for overlaps
        ("a hearts", "a heart", MINOR),  # ... but not for equality
        ("a smiling face", "a face with big eyes", SOME),  # 2 · 1 / (2 + 3) = 0.4
        ("a smiling face", "a grinning face", SOME),  # 2 · 1 / (2 + 2): not more than half
        # the wrong one of those that differ in nothing but their names
        ("the flag of france", "the flag of andorra", SOME),
        ("the flag of south korea", "the flag of south sudan", SOME),  # though 2 · 2 / (3 + 3)
        ("a clock at three o'clock", "a clock at four o'clock", SOME),  # though 2 · 2 / (3 + 3)
        ("the sign of leo", "the sign of virgo", SOME),
        ("a keycap with 3", "a keycap with 4", SOME),
        ("a clock at three o'clock", "a clock at three o'clock", NONE),
        ("a red flag", "a white flag", MINOR),  # the same thing in another colour
        # a content word, or a gender or a tone of people
        ("the moon with a face", "a face with big eyes", SOME),
        ("a woman astronaut", "a woman firefighter", SOME),
        ("a man pilot with dark skin", "a woman singer with dark skin", SOME),
        ("a man", "a man firefighter", SOME),
        ("a left arrow curving right", "a right arrow curving left", NONE),  # what the rules cannot see
        # nothing
        ("a man pilot with light skin", "a woman singer with dark skin", UNRELATED),
        ("a fist with dark skin", "a hand with dark skin", UNRELATED),  # a tone, but no people
        ("a red car", "a red heart", UNRELATED),
        ("a car", "the flag of andorra", UNRELATED),
        ("", "a red heart", UNRELATED),
        ("", "the a", UNRELATED),
    ],
)
def test_one_caption_for_each_rule(caption, reference, due):
    assert group(caption, [reference]).group == due


def test_which_attributes_agree():
    found = group("a man firefighter with light skin", ["a woman firefighter with light skin"])
    assert found == Reading(
        MINOR, "a woman firefighter with light skin", thing=True, gender=False, tone=True, count=True, colour=None
    )
    found = group("two women", ["a woman with red hair"])
    assert (found.thing, found.gender, found.tone, found.count, found.colour) == (False, True, None, False, False)
    found = group(
        "a man, a man and a girl", ["a man, a girl and a girl"]
    )  # as many, of the same kinds, yet not the same
    assert (found.thing, found.gender, found.count, found.group) == (None, False, True, MINOR)


def test_the_reference_of_the_best_group_counts():
    own = ["a fire engine", "a woman firefighter with dark skin", "a man firefighter with light skin"]
    assert group("a woman firefighter with light skin", own).reference == own[1]
    assert group("a man firefighter with light skin", own) == group("a man firefighter with light skin", own[2:])
    assert group("a cat", own).reference == own[0]


def test_of_equal_groups_the_reference_with_fewer_differences_counts():
    own = ["a woman firefighter with dark skin", "a man firefighter with dark skin"]
    assert group("a man firefighter with light skin", own).reference == own[1]


@pytest.mark.parametrize("own", [[], [""], "a cat"])
def test_a_caption_needs_a_reference(own):
    with pytest.raises(CaptionsError):
        group("a cat", own)
