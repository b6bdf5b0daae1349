"""Split text into words: one rule for every corpus, vocabulary and text box.

The rule follows Unicode's character classes (UAX #44) and default word boundaries (UAX #29), with two differences that
are usual in English corpora: a hyphen and an underscore join the parts of a word, a comma in a number does not.

- A word is letters and digits with their combining marks (हिन्दी, שָׁלוֹם) and joiners inside (می‌خواهم), and with
  single signs between them: u.s, don't, New_York, well-known, col·lecció, צה״ל.
- A Chinese character or a hiragana is a word of its own. Other languages without spaces, such as Thai, would need a
  dictionary: their runs of letters stay whole.
- Canonically equal texts have equal words: é is one letter, however it was typed. Soft hyphens are ignored.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

import regex

_ALONE = r"[\p{Han}\p{Hiragana}&&[\p{L}\p{N}]]"
_LETTER = r"[[\p{L}\p{N}]--[\p{Han}\p{Hiragana}]]"
_JOINER = r"[\u00AD\u200C\u200D](?=[\p{L}\p{N}\p{M}])"  # soft hyphen, zero-width non-joiner and joiner
_RUN = rf"{_LETTER}+(?:(?:\p{{M}}|{_JOINER})+{_LETTER}*)*"
WORD = regex.compile(rf"(?V1){_RUN}(?:['’.\-_·׳״]{_RUN})*|{_ALONE}\p{{M}}*")
# The same rule for text with only these characters, in less than half the time: most of the text is English.
_ASCII_WORD = re.compile(r"[A-Za-z0-9]+(?:['.\-_][A-Za-z0-9]+)*")
_BETWEEN_LISTED = re.compile(r"[\s,;،؛、，；]+")


def composed(text: str) -> str:
    """The text in Unicode's composed form (NFC), without soft hyphens."""
    return text if text.isascii() else unicodedata.normalize("NFC", text.replace("\u00ad", ""))


def lowered(text: str) -> str:
    """The same in lower case: the form in which words are counted and compared."""
    return text.lower() if text.isascii() else composed(text.lower())


def as_typed(text: str) -> list[str]:
    """The words of a text with their capitals.

    >>> as_typed("Is New_York new?")
    ['Is', 'New_York', 'new']
    """
    return _ASCII_WORD.findall(text) if text.isascii() else WORD.findall(composed(text))


def tokens(text: str) -> list[str]:
    """The words of a text in lower case.

    >>> tokens("The U.S. Navy didn't stop.")
    ['the', 'u.s', 'navy', "didn't", 'stop']
    """
    return as_typed(lowered(text))


def spans(text: str) -> Iterator[tuple[int, int, str]]:
    """The position of each word in a text as typed: its first character, its length, and its token."""
    for found in WORD.finditer(text):
        yield found.start(), len(found[0]), lowered(found[0])


def listed(text: str) -> list[str]:
    """The items a learner lists, separated by spaces, commas or semicolons of any script; capitals stay.

    >>> listed("ice, Steam;  well-known")
    ['ice', 'Steam', 'well-known']
    """
    return [word for word in _BETWEEN_LISTED.split(composed(text)) if word]
