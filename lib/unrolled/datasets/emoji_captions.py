"""From the Unicode name of an emoji to sentences a decoder can learn, by stated rules.

    woman firefighter, dark skin tone      a woman firefighter with dark skin
    men holding hands, light and dark      a man with light skin and a man with dark skin holding hands
    flag Germany                           the flag of germany

1. A name becomes lower case; quotes, brackets and commas go, "&" becomes "and".
2. People: hair, beard and what somebody wears or holds get their words ("with red hair", "in a tuxedo").
3. A skin tone comes last, "with dark skin", or "and dark skin" after another "with"; of two people each has their
   own. Without a tone the drawing is yellow, and the caption names none.
4. Families and couples name their members, joined by "and". Flags, clocks, keycaps and signs of the zodiac get a
   noun ("a clock at one-thirty").
5. An article comes first if the noun is singular and countable.

Models train on this sentence. Three more rules give paraphrases, which serve as references for BLEU and CIDEr:
the tone first ("a dark-skinned woman firefighter"), "female" and "male" for "woman" and "man", and the bare name.
"""

from __future__ import annotations

import re
from dataclasses import dataclass


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


TONES = {
    "1F3FB": "light",
    "1F3FC": "medium-light",
    "1F3FD": "medium",
    "1F3FE": "medium-dark",
    "1F3FF": "dark",
}  # code points of Unicode's modifiers after Fitzpatrick
GENDERS = ("woman", "man", "person")
ONE = {"woman": "woman", "man": "man", "women": "woman", "men": "man", "people": "person", "person": "person"}
PHRASES = {  # words of people's names that need an article or a preposition in a sentence
    "red hair": "with red hair",
    "curly hair": "with curly hair",
    "white hair": "with white hair",
    "blond hair": "with blond hair",
    "beard": "with a beard",
    "with veil": "with a veil",
    "with skullcap": "with a skullcap",
    "with headscarf": "with a headscarf",
    "with crown": "with a crown",
    "with white cane": "with a white cane",
    "wearing turban": "wearing a turban",
    "in tuxedo": "in a tuxedo",
    "in suit": "in a suit",
    "in steamy room": "in a steamy room",
    "in lotus position": "in the lotus position",
    "in motorized wheelchair": "in a motorized wheelchair",
    "in manual wheelchair": "in a manual wheelchair",
    "feeding baby": "feeding a baby",
    "rowing boat": "rowing a boat",
    "bouncing ball": "bouncing a ball",
    "tipping hand": "tipping a hand",
    "raising hand": "raising a hand",
    "getting massage": "getting a massage",
    "getting haircut": "getting a haircut",
    "taking bath": "taking a bath",
    "with hearing aid": "with a hearing aid",
}
COUPLES = {  # name without its members: what they do, and who they are if the name does not say so
    "couple with heart": ("with a heart", ("person", "person")),
    "kiss": ("kissing", ("person", "person")),
    "men holding hands": ("holding hands", ("man", "man")),
    "women holding hands": ("holding hands", ("woman", "woman")),
    "people holding hands": ("holding hands", ("person", "person")),
    "woman and man holding hands": ("holding hands", ("woman", "man")),
    "handshake": ("in a handshake", ("hand", "hand")),
}
SIGNS = _words("Aries Taurus Gemini Cancer Leo Virgo Libra Scorpio Sagittarius Capricorn Aquarius Pisces Ophiuchus")
COUNTED_SYMBOLS = _words(
    "button arrow sign symbol circle square diamond triangle star cross mark keycap heart loop asterisk room closet "
    "emblem badge sparkle"
)  # other names of the group Symbols are not things: "no smoking", "potable water"
NO_ARTICLE = _words(
    "scissors glasses jeans shorts briefs grapes cherries peanuts beans olives fries chopsticks clothes maracas "
    "skis tennis bowling volleyball basketball football hockey badminton lacrosse ping pong camping sunrise "
    "sunset fog foggy fireworks bubbles soap bread rice popcorn cheese sushi sake money bacon salt butter honey "
    "milk spaghetti mail e-mail sunglasses goggles gloves socks shoes beads bars chains swords notes arts "
    "footprints eyes lungs hands droplets stars hearts claws feathers tools yarn thread wood dna luggage customs "
    "nail polish zzz oden dango curry houses dividers paperclips cards dolls weightlifting cooking santa mrs mx "
    "kaaba moai x-ray performing brain-teaser garlic ginger tea mate lightning knobs frames mugs books bags "
    "increasing decreasing busts thumbs playing tears breast-feeding milky tokyo circled locked unlocked"
)
BEFORE = re.compile(r" (?:with|of|in|on|at|and|facing|showing|pointing|without|over|blowing|tilted|pointed|holding) ")


@dataclass(frozen=True)
class Composition:
    """The parts that a picture of people combines.

    Attributes:
        role: what they do or wear, the name without its person ("firefighter", "running").
        people: of each person "woman", "man", "person" or "hand"; one entry, or two for couples.
        tones: of each person a value of ``TONES``, or "" for yellow.
    """

    role: str
    people: tuple[str, ...]
    tones: tuple[str, ...]

    @property
    def key(self) -> str:
        """The composition as one word, ``role|people|tones``."""
        return "|".join((self.role, "+".join(self.people), "+".join(self.tones)))


def tones_of(code: str) -> tuple[str, ...]:
    """Skin tones among the code points of an emoji, ``"1F468-1F3FB-200D-1F692"`` to ``("light",)``."""
    return tuple(TONES[part] for part in code.split("-") if part in TONES)


def composition(name: str, tones: tuple[str, ...]) -> Composition | None:
    """Role, people and tones of a picture of one person or a couple; None for all else.

    A name without a person, such as "firefighter", gives None here. With all names at hand,
    :func:`unrolled.datasets.emoji_splits.compositions` also finds out whether there is a "woman firefighter".
    """
    couple = _couple(name)
    if couple:
        did, people = couple
        return Composition(did, people, _two(tones))
    words = name.split()
    place = next((k for k, word in enumerate(words) if word in GENDERS), None)
    if place is None or words[0] == "family":
        return None
    role = " ".join(words[:place] + words[place + 1 :])
    return Composition(role or "alone", (words[place],), tones or ("",))


def caption(name: str, group: str, tones: tuple[str, ...]) -> str:
    """The sentence that models train on.

    Args:
        name: Unicode's short name, without its skin tones.
        group: Unicode's group, such as "Food & Drink".
        tones: names of the skin tones in the order of the code points: none, one, or one for each of two people.
    """
    couple = _couple(name)
    if couple:
        return _couple_sentence(*couple, tones)
    sentence = _noun(name, group)
    return f"{sentence}{_skin(sentence, tones)}"


def references(name: str, group: str, tones: tuple[str, ...]) -> tuple[str, ...]:
    """The sentence first, then its paraphrases, each once."""
    first = caption(name, group, tones)
    found = [first]
    if tones and not _couple(name):
        noun = _noun(name, group)
        article = re.match(r"an? ", noun)
        found.append(f"a {tones[0]}-skinned {noun[article.end() :]}" if article else f"{tones[0]}-skinned {noun}")
    found.append(re.sub(r"\b(wo)?man (?!(?:with|in|and|of|[a-z]+ing)\b)", _adjective, first))
    found.append(" ".join([_plain(name), *(f"{tone} skin tone" for tone in tones)]))
    return tuple(dict.fromkeys(found))


def _adjective(match: re.Match) -> str:
    return "female " if match[1] else "male "


def _plain(name: str) -> str:
    """The name in lower case, with straight apostrophes and without punctuation except inside words."""
    text = name.lower().replace("’", "'").replace("&", "and")
    return " ".join(re.sub(r"[^\w\s'.!#*-]|(?<=\s)-(?=\s)", " ", text).split())


def _noun(name: str, group: str) -> str:
    """A name as a noun phrase, without skin."""
    plain = _plain(name)
    if plain.startswith("flag ") and group == "Flags":
        return f"the flag of {plain.removeprefix('flag ')}"
    if plain.startswith("keycap "):
        return f"a keycap with {plain.removeprefix('keycap ')}"
    if "o'clock" in plain or plain.endswith("-thirty"):
        return f"a clock at {plain}"
    if name in SIGNS:
        return f"the sign of {plain}"
    if plain.startswith("family "):
        return "a family of " + " and ".join(f"a{_n(one)} {one}" for one in plain.split()[1:])
    if group == "People & Body":
        plain = re.sub(r"^(woman|man|person) bald$", r"bald \1", plain)
        for short, long in PHRASES.items():
            plain = re.sub(rf"(?<!with ){re.escape(short)}\b", long, plain, count=1) if short in plain else plain
    return f"{_article(plain, group)}{plain}"


def _article(plain: str, group: str) -> str:
    head = BEFORE.split(f" {plain} ")[0].split() or [plain]
    last = head[-1]
    if plain.split()[0] in {"two", "no", "people", "men", "women"} or NO_ARTICLE & {last, plain.split()[0]}:
        return ""
    if last.endswith("s") and not last.endswith(("ss", "us", "is", "'s", "ibus", "claus")):
        return ""
    if group == "Symbols" and last not in COUNTED_SYMBOLS:
        return ""
    return f"a{_n(plain)} "


def _n(word: str) -> str:
    return "n" if word[0] in "aeiou" and not word.startswith(("uni", "euro", "one", "u-")) else ""


def _skin(sentence: str, tones: tuple[str, ...]) -> str:
    if not tones:
        return ""
    return f" {'and' if ' with ' in sentence else 'with'} {tones[0]} skin"


def _couple(name: str) -> tuple[str, tuple[str, ...]] | None:
    """What two people do, and who they are."""
    for known, (did, people) in COUPLES.items():
        if name == known:
            return did, people
        if name.startswith(f"{known} "):
            members = tuple(name.removeprefix(f"{known} ").split(", "))
            return (did, members) if len(members) == 2 else None
    return None


def _two(tones: tuple[str, ...]) -> tuple[str, ...]:
    return tones if len(tones) == 2 else (tones or ("",)) * 2


def _couple_sentence(did: str, people: tuple[str, ...], tones: tuple[str, ...]) -> str:
    """The sentence that names both people, each with their tone; if both are the same, it counts them."""
    left, right = _two(tones)
    if people[0] == people[1] and left == right:
        many = {"man": "men", "woman": "women", "person": "people", "hand": "hands"}[people[0]]
        return f"two {many}{f' with {left} skin' if left else ''} {did}"
    if left == right:
        return f"a {people[0]} and a {people[1]}{f' with {left} skin' if left else ''} {did}"
    return f"a {people[0]} with {left} skin and a {people[1]} with {right} skin {did}"
