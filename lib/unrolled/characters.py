"""Characters that a sentence, a picture or a message cannot hold as they are."""

from __future__ import annotations

import re
import unicodedata

# Blank letters and selectors: Unicode counts them among the letters and marks, and nothing is seen of them.
_UNSEEN = re.compile("[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180d\u2800\u3164\ufe00-\ufe0f\uffa0]")
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_NAMES = {"\n": "line end", "\t": "tab", "\r": "carriage return", "\x00": "null"}
_ALONE = "“‘«‹( "  # after these a mark that combines has no letter to stand on


def sendable(text: str) -> str:
    """The text with half surrogate pairs, which no message can hold, joined where they meet or marked (U+FFFD)."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text


def drawable(text: str) -> str:
    """The text with what XML forbids, and browsers then refuse a whole picture for, as a sign: ␀ for U+0000."""
    return _NOT_IN_XML.sub(lambda found: chr(0x2400 + ord(found[0])) if found[0] < " " else "\ufffd", text)


def visible(text: str) -> str:
    """The text with each character named of which nothing would be seen: ``‹U+200B zero width space›``."""
    return "".join(_named(one) if _unseen(one, before) else one for before, one in zip("“" + text, text, strict=False))


def _unseen(character: str, before: str) -> bool:
    kind = unicodedata.category(character)
    if kind in ("Mn", "Me"):
        return before in _ALONE or _UNSEEN.match(character) is not None
    return kind[0] == "C" or (kind[0] == "Z" and character != " ") or _UNSEEN.match(character) is not None


def _named(character: str) -> str:
    kind = unicodedata.category(character)
    other = {"Cc": "control character", "Cs": "half a surrogate pair", "Co": "of private use"}.get(kind, "unassigned")
    name = _NAMES.get(character) or unicodedata.name(character, other).lower()
    return f"‹U+{ord(character):04X} {name}›"
