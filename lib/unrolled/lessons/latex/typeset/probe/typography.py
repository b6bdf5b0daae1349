"""What LaTeX prints for quotes, dashes, accents and signs of plain text, and in which style."""

from __future__ import annotations

import re
import unicodedata

STYLED = {
    "emph": "it", "textit": "it", "textbf": "bf", "texttt": "tt", "url": "tt", "textrm": "rm", "text": "rm",
    "mbox": "rm", "footnote": "footnote",
}  # fmt: skip
SILENT = {
    "noindent": 0,
    "medskip": 0,
    "bigskip": 0,
    "smallskip": 0,
    "setcounter": 2,
    "label": 1,
}  # and how many arguments they have
PRINTED = {
    " ": " ", "\n": " ", "%": "%", "&": "&", "#": "#", "_": "_", "$": "$", "{": "{", "}": "}", ",": "\u202f", "!": "",
    "S": "§", "mathsection": "§", "ldots": "…", "dots": "…", "ss": "ß", "o": "ø", "O": "Ø", "l": "ł", "L": "Ł",
    "i": "ı", "ae": "æ", "aa": "å",
}  # fmt: skip
ACCENTS = {
    "'": "\u0301", "`": "\u0300", '"': "\u0308", "^": "\u0302", "~": "\u0303", "=": "\u0304", ".": "\u0307",
    "c": "\u0327", "v": "\u030c", "u": "\u0306", "H": "\u030b",
}  # fmt: skip
LETTER = re.compile(r"\s*\{\s*\\?([A-Za-z])\s*\}|\s*\\?([A-Za-z])")
QUOTES = (("``", "“"), ("''", "”"), ("---", "—"), ("--", "–"), ("`", "‘"), ("'", "’"))


def typographic(words: str) -> str:
    """Plain text with the quotes and dashes that are printed."""
    for written, printed in QUOTES:
        words = words.replace(written, printed)
    return words


def accent(name: str, source: str, place: int, stop: int) -> tuple[str, int] | None:
    """The letter that an accent's command prints with what follows it, and where that ends; None if it prints none.

    Args:
        name: of the command, without its backslash.
        source: the text.
        place: after the command.
        stop: read no further.
    """
    letter = LETTER.match(source, place, stop) if name in ACCENTS else None
    if letter is None:
        return None
    return unicodedata.normalize("NFC", (letter[1] or letter[2]) + ACCENTS[name]), letter.end()
