"""Reading a caption by attribute, and the four groups of Vinyals et al. 2015, Figure 5.

In the paper people sorted captions into four groups. Here fixed rules do so, for short captions of drawings
such as "a woman firefighter with dark skin". :func:`attributes` takes a caption apart by word lists:

| attribute | words | in the example |
|---|---|---|
| tone | before "skin" or "-skinned" | dark |
| colour | "red", "light blue", ... | none |
| gender, count | words for people, "female" and "male"; a number before one counts: "two women" | woman, 1 |
| thing | the content words that are left | firefighter |

For each reference :func:`group` finds the first rule below that holds, and keeps the best group:

| group | rule |
|---|---|
| describes without errors | equal to the reference, or equal in all attributes |
| describes with minor errors | the same thing, or a Dice overlap of the content words above 0.5 |
| somewhat related to the image | one content word shared; or both name people, and share a gender or a tone |
| unrelated to the image | nothing of the above |

The Dice overlap is 2 |A ∩ B| / (|A| + |B|). For overlaps a final s is ignored, so that "hearts" overlaps with "heart";
for equality it is not. Flags, clocks, signs and keycaps differ only in their names: the wrong one is somewhat
related, however many words the two names share ("the flag of south korea", "the flag of south sudan").
Two captions that name only people and attributes ("a man", "two women") have the same thing. A repeated word is an
error: "a red red heart". A shared colour alone does not make captions related.
What the rules cannot see is word order: "a left arrow curving right" equals "a right arrow curving left".
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from unrolled.measuring.captions.words import check
from unrolled.measuring.records.captions import GROUPS, Attributes, Reading

TONES = ("light", "medium-light", "medium", "medium-dark", "dark")
SHADES = frozenset({"light", "dark"})  # "light blue" is one colour
# fmt: off
COLOURS = frozenset({
    "red", "orange", "yellow", "green", "blue", "purple", "brown", "black", "white", "grey", "pink", "blond", "beige",
    "turquoise",
})
GENDERS = frozenset({"man", "woman", "person", "boy", "girl", "child", "adult"})  # age is a part of it
COUNTS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
STOP_WORDS = frozenset({
    "a", "an", "the", "of", "with", "and", "or", "in", "on", "at", "to", "for", "from", "by", "as", "is", "are",
    "his", "her", "their", "its", "it", "this", "that", "facing",
})
NAMED = frozenset({"flag", "clock", "sign", "keycap"})  # they differ only in their names
# fmt: on
SPELLINGS = {"gray": "grey", "blonde": "blond", "female": "woman", "male": "man"}
PLURALS = {
    "men": "man",
    "women": "woman",
    "people": "person",
    "persons": "person",
    "boys": "boy",
    "girls": "girl",
    "children": "child",
    "adults": "adult",
}
ENOUGH = 0.5  # captions about the same thing have a larger Dice overlap
TONE = "(?:" + "|".join(TONES) + ")"
SKIN = re.compile(rf"(?<!\S)({TONE}(?: and {TONE})*)(?: skin(?: tones?)?|-skinned)(?!\S)")


def attributes(caption: str) -> Attributes:
    """Take a caption apart.

    >>> attributes("two women with light and dark skin")
    Attributes(words=(), people=('woman', 'woman'), tone=('light', 'dark'), colour=())
    """
    words = [word.strip('.,:;!?()"“”') for word in caption.lower().split()]
    words = [SPELLINGS.get(word, word) for word in words]
    words, tone = _tones(words)
    words, colour = _colours(words)
    words, people = _people(words)
    if len(set(tone)) == 1 and len(tone) <= len(people):
        tone = tone[:1]  # "a man with dark skin and a man with dark skin" are two men with dark skin
    content = sorted(word for word in words if word and word not in STOP_WORDS)
    return Attributes(tuple(content), tuple(sorted(people)), tuple(tone), tuple(sorted(colour)))


def group(hypothesis: str, references: Sequence[str]) -> Reading:
    """Sort a caption into one of the four groups.

    Args:
        hypothesis: the caption; it may be empty.
        references: one or more. The one that gives the best group counts; among equals the one with the
            fewest attributes that differ.

    Raises:
        CaptionsError: if there is no reference, or one is empty.
    """
    check([hypothesis], [references])
    readings = [_read(hypothesis, reference) for reference in references]
    return min(readings, key=lambda reading: (GROUPS.index(reading.group), _differing(reading)))


def _read(hypothesis: str, reference: str) -> Reading:
    ours, theirs = attributes(hypothesis), attributes(reference)
    if ours == theirs and hypothesis.split():
        name = GROUPS[0]
    elif _similar(ours, theirs):
        name = GROUPS[1]
    elif _related(ours, theirs):
        name = GROUPS[2]
    else:
        name = GROUPS[3]
    same_people = ours.people == theirs.people if ours.count == theirs.count else ours.gender == theirs.gender
    return Reading(
        group=name,
        reference=reference,
        thing=_agree(ours.thing, theirs.thing),
        gender=same_people if ours.people or theirs.people else None,
        tone=_agree(ours.tone, theirs.tone),
        count=_agree(ours.count, theirs.count),
        colour=_agree(ours.colour, theirs.colour),
    )


def _agree(ours: object, theirs: object) -> bool | None:
    return ours == theirs if ours or theirs else None


def _differing(reading: Reading) -> int:
    return [reading.thing, reading.gender, reading.tone, reading.count, reading.colour].count(False)


def _similar(ours: Attributes, theirs: Attributes) -> bool:
    """Whether the captions are about the same thing, as far as a minor error allows."""
    overlap, named = _dice(ours, theirs), _singular(ours.thing) & _singular(theirs.thing) & NAMED
    return overlap == 1 or (overlap > ENOUGH and not named)


def _dice(ours: Attributes, theirs: Attributes) -> float:
    a, b = _singular(ours.thing), _singular(theirs.thing)
    if not a and not b:
        return float(bool(ours.people and theirs.people))  # both name only people
    return 2 * len(a & b) / (len(a) + len(b))


def _related(ours: Attributes, theirs: Attributes) -> bool:
    people = ours.people and theirs.people
    shared = ours.gender & theirs.gender or set(ours.tone) & set(theirs.tone)
    return bool(_singular(ours.thing) & _singular(theirs.thing) or (people and shared))


def _singular(words: frozenset[str]) -> set[str]:
    return {word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word for word in words}


def _tones(words: Sequence[str]) -> tuple[list[str], list[str]]:
    """Words without the tones, and the tones: "dark skin", "light and dark skin", "dark-skinned"."""
    text = " ".join(words)
    tones = [tone for found in SKIN.findall(text) for tone in found.split(" and ")]
    return SKIN.sub(" ", text).split(), tones


def _colours(words: Sequence[str]) -> tuple[list[str], list[str]]:
    rest, colours = [], []
    for word in words:
        if word in COLOURS:
            shade = f"{rest.pop()} " if rest and rest[-1] in SHADES else ""
            colours.append(shade + word)
        else:
            rest.append(word)
    return rest, colours


def _people(words: Sequence[str]) -> tuple[list[str], list[str]]:
    """Words without those for people, and one word for each person; a plural without a number is two."""
    rest, people = [], []
    for word in words:
        if word in GENDERS or word in PLURALS:
            number = COUNTS[rest.pop()] if rest and rest[-1] in COUNTS else 1 + (word in PLURALS)
            people += [PLURALS.get(word, word)] * number
        else:
            rest.append(word)
    return rest, people
