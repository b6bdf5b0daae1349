"""What means nothing in plain text. Mathematics outside formulas is told once, not sign by sign."""

from __future__ import annotations

import re

from unrolled.lessons.latex.typeset.probe.mathjax import COMMANDS, MACROS
from unrolled.lessons.latex.typeset.probe.typography import ACCENTS, PRINTED, SILENT, STYLED

NOTHING = "\0"  # stands for a dollar that closes a run
FONTS = ("it", "em", "bf", "tt", "rm")
TOKEN = re.compile(r"\\(?:[A-Za-z]+|.|\Z)|[A-Za-z]{2,}|.", re.DOTALL)
ELSEWHERE = {"\\", *FONTS, *PRINTED, *STYLED, *SILENT, *ACCENTS}  # commands that plain text knows, too


def is_loose(sign: str) -> bool:
    """Whether a sign or a command means something in formulas only."""
    if sign[0] != "\\":
        return sign in ("_", "^", "&")
    return sign[1:] not in ELSEWHERE and sign[1:] in COMMANDS | MACROS.keys()


def loose(source: str, first: int, start: int, stop: int) -> tuple[int, int]:
    """Where a run of mathematics begins and ends, around a sign that belongs in a formula.

    It takes in the letters right before the sign, and goes on over commands,
    scripts, braces and what stands close to them, up to a word of plain text or
    the end of the line, or to the dollar that closes it.

    Args:
        source: the text.
        first: take in nothing before this place.
        start: of the sign.
        stop: take in nothing from this place on.
    """
    begin = start
    while begin > first and source[begin - 1].isalnum():
        begin -= 1
    end, depth, close = start, 0, True
    for found in TOKEN.finditer(source, start, stop):
        token = found[0]
        if token in ("\n", " ") and (token == " " or depth > 0):
            close = False
            continue
        if token == NOTHING:
            return begin, found.end()
        depth += (token == "{") - (token == "}")
        formula = is_loose(token) or token in ("=", "{", "}") or (token[0] == "\\" and token[1:] in COMMANDS - {"\\"})
        word = token.isalpha() and len(token) > 1 and depth <= 0 and not close
        if depth < 0 or token in "$%~#\n" or word or (token[0] == "\\" and not formula):
            break
        if formula or close or depth > 0:
            end, close = found.end(), True
    return begin, end


def meaningless(name: str) -> str:
    """Why a command stays on the page as it is written.

    Args:
        name: without its backslash.
    """
    if name == "item":
        return "stands in no list"
    if name in (")", "]"):
        return "closes nothing"
    if name in FONTS:
        return "outside {…}"
    return "no such command" if name else "\\ before nothing"
