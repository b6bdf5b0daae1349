"""Captions by their rules: each rule by examples, and all 3,781 rows of the file by the rules."""

import re

import pytest

from unrolled.datasets import emoji
from unrolled.datasets.emoji_captions import Composition, caption, composition, references, tones_of

PEOPLE, SYMBOLS, OBJECTS, FOOD = "People & Body", "Symbols", "Objects", "Food & Drink"

RULES = {
    "1 lower case": ("Statue of Liberty", "Travel & Places", (), "a statue of liberty"),
    "1 brackets go, and the group has no things": ("B button (blood type)", SYMBOLS, (), "b button blood type"),
    "1 quotes go": ("Japanese “here” button", SYMBOLS, (), "a japanese here button"),
    "1 an apostrophe is straight": ("woman’s hat", OBJECTS, (), "a woman's hat"),
    "1 a hyphen stays inside a word": ("dotted six-pointed star", SYMBOLS, (), "a dotted six-pointed star"),
    "2 hair": ("woman red hair", PEOPLE, (), "a woman with red hair"),
    "2 beard": ("person beard", PEOPLE, (), "a person with a beard"),
    "2 bald": ("man bald", PEOPLE, (), "a bald man"),
    "2 what one holds": ("person with white cane", PEOPLE, (), "a person with a white cane"),
    "2 what one wears": ("person in tuxedo", PEOPLE, (), "a person in a tuxedo"),
    "2 what one does": ("man bouncing ball", PEOPLE, (), "a man bouncing a ball"),
    "3 skin": ("woman firefighter", PEOPLE, ("dark",), "a woman firefighter with dark skin"),
    "3 skin after with": ("woman red hair", PEOPLE, ("light",), "a woman with red hair and light skin"),
    "3 two tones": (
        "men holding hands", PEOPLE, ("light", "dark"), "a man with light skin and a man with dark skin holding hands",
    ),
    "3 one tone for both": ("men holding hands", PEOPLE, ("dark",), "two men with dark skin holding hands"),
    "3 yellow": ("women holding hands", PEOPLE, (), "two women holding hands"),
    "3 hands": (
        "handshake", PEOPLE, ("medium", "dark"), "a hand with medium skin and a hand with dark skin in a handshake",
    ),
    "3 different people, one tone": (
        "woman and man holding hands", PEOPLE, ("medium",), "a woman and a man with medium skin holding hands",
    ),
    "4 couple by name": ("kiss woman, man", PEOPLE, (), "a woman and a man kissing"),
    "4 couple without": ("couple with heart", PEOPLE, (), "two people with a heart"),
    "4 family": ("family man, woman, girl, boy", PEOPLE, (), "a family of a man and a woman and a girl and a boy"),
    "4 family of adults": ("family adult, child", PEOPLE, (), "a family of an adult and a child"),
    "4 flag": ("flag Trinidad & Tobago", "Flags", (), "the flag of trinidad and tobago"),
    "4 a flag without a country": ("black flag", "Flags", (), "a black flag"),
    "4 full hour": ("two o’clock", "Travel & Places", (), "a clock at two o'clock"),
    "4 half hour": ("one-thirty", "Travel & Places", (), "a clock at one-thirty"),
    "4 keycap": ("keycap #", SYMBOLS, (), "a keycap with #"),
    "4 sign of the zodiac": ("Leo", SYMBOLS, (), "the sign of leo"),
    "5 an": ("umbrella", OBJECTS, (), "an umbrella"),
    "5 a before yoo": ("unicorn", "Animals & Nature", (), "a unicorn"),
    "5 a before you": ("euro banknote", OBJECTS, (), "a euro banknote"),
    "5 a before won": ("one-piece swimsuit", OBJECTS, (), "a one-piece swimsuit"),
    "5 many": ("scissors", OBJECTS, (), "scissors"),
    "5 plural": ("beer mugs", FOOD, (), "beer mugs"),
    "5 plural before a preposition": ("mountains at dusk", "Travel & Places", (), "mountains at dusk"),
    "5 one in spite of s": ("octopus", "Animals & Nature", (), "an octopus"),
    "5 one before many": ("bouquet of flowers", "Animals & Nature", (), "a bouquet of flowers"),
    "5 what is not counted": ("cooked rice", FOOD, (), "cooked rice"),
    "5 a sign that is no thing": ("no smoking", SYMBOLS, (), "no smoking"),
}  # fmt: skip


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_by_example(rule):
    name, group, tones, sentence = RULES[rule]
    assert caption(name, group, tones) == sentence
    assert references(name, group, tones)[0] == sentence


def test_three_paraphrases_of_a_person_with_a_role():
    assert references("woman firefighter", PEOPLE, ("dark",)) == (
        "a woman firefighter with dark skin",
        "a dark-skinned woman firefighter",
        "a female firefighter with dark skin",
        "woman firefighter dark skin tone",
    )
    assert "a male mage" in references("man mage", PEOPLE, ())


def test_an_article_goes_with_the_tone_only_where_there_was_one():
    assert references("open hands", PEOPLE, ("light",))[1] == "light-skinned open hands"
    assert references("ear", PEOPLE, ("light",))[1] == "a light-skinned ear"


@pytest.mark.parametrize("name", ["woman running", "man in tuxedo", "man and woman holding hands", "woman"])
def test_somebody_without_a_role_is_not_called_female_or_male(name):
    assert not any(re.search("male", one) for one in references(name, PEOPLE, ("dark",)))


def test_couples_have_no_paraphrase_with_the_tone_first():
    assert references("kiss man, man", PEOPLE, ("light", "dark")) == (
        "a man with light skin and a man with dark skin kissing",
        "kiss man man light skin tone dark skin tone",
    )


def test_equal_sentences_stand_once():
    assert references("scissors", OBJECTS, ()) == ("scissors",)
    assert references("umbrella", OBJECTS, ()) == ("an umbrella", "umbrella")


def test_tones_are_read_from_the_code_points():
    assert tones_of("1F468-1F3FB-200D-1F692") == ("light",)
    assert tones_of("1FAF1-1F3FC-200D-1FAF2-1F3FE") == ("medium-light", "medium-dark")
    assert tones_of("1F600") == ()


COMPOSITIONS = {
    "woman firefighter": Composition("firefighter", ("woman",), ("dark",)),
    "man": Composition("alone", ("man",), ("dark",)),
    "person walking facing right": Composition("walking facing right", ("person",), ("dark",)),
    "pregnant man": Composition("pregnant", ("man",), ("dark",)),
    "men holding hands": Composition("holding hands", ("man", "man"), ("dark", "dark")),
    "kiss woman, man": Composition("kissing", ("woman", "man"), ("dark", "dark")),
    "handshake": Composition("in a handshake", ("hand", "hand"), ("dark", "dark")),
    "firefighter": None,
    "kiss mark": None,
    "family man, woman, boy": None,
    "woman’s hat": None,
}


@pytest.mark.parametrize("name", COMPOSITIONS)
def test_a_composition_is_taken_from_the_name(name):
    assert composition(name, ("dark",)) == COMPOSITIONS[name]


def test_yellow_is_a_tone_without_a_name_and_two_tones_keep_their_order():
    assert composition("woman firefighter", ()).key == "firefighter|woman|"
    assert composition("men holding hands", ("dark", "light")).key == "holding hands|man+man|dark+light"
    assert composition("men holding hands", ()).tones == ("", "")


def test_all_rows_of_the_file_are_what_the_rules_give():
    assert [one.references for one in emoji.emoji()] == [
        references(one.name, one.group, one.tones) for one in emoji.emoji()
    ]


def test_no_two_emoji_share_a_caption_or_a_paraphrase():
    every = [caption for one in emoji.emoji() for caption in one.references]
    assert len(every) == len(set(every))


def test_captions_are_lower_case_with_single_blanks_and_known_signs_only():
    word = re.compile(r"(?:[a-zåãçéíñôü0-9]|(?<=\w)['.-](?=\w)|(?<=\w)\.|(?<=\w)['!])+|[#*]")
    for one in emoji.emoji():
        for held in one.references:
            assert held == held.lower()
            assert held == " ".join(held.split())
            assert all(word.fullmatch(part) for part in held.split()), held


def test_captions_have_at_most_fourteen_words():
    assert max(len(one.caption.split()) for one in emoji.emoji()) == 14
