r"""What is open at each place of a LaTeX source: environments, formulas, displays, braces, sets.

A stack, as a reader of the source would keep it. It has to go on after mistakes,
since a network makes them:

    \end{NAME}   closes the innermost NAME; what was opened inside of it and not closed is passed over.
                 If no NAME is open, it closes the innermost environment, by a wrong name.
    } and \}     close the innermost { or \{ of the same environment; what was opened inside is passed over.
    $ and $$     close what they opened; one where the other is due closes it wrongly.
    empty line   ends a formula or a display, wrongly: TeX stops there.

Left out: \verb, \left and \right, $ inside a box inside a formula.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from unrolled.records.closing import Closing, Opening

TOKEN = re.compile(
    r"\\(?P<word>begin|end)\{(?P<name>[A-Za-z]+\*?)\}|\\(?P<set>[{}])|\\[A-Za-z]+\*?|\\.|%[^\n]*|(?P<money>\$\$?)"
    r"|(?P<brace>[{}])|\n(?P<empty>[ \t]*\n)",
    re.DOTALL,
)
COMMAND = re.compile(r"\\[A-Za-z]+\*?$")
MATHS = ("formula", "display")


class Change(NamedTuple):
    """One token of a source that opened or closed something.

    Attributes:
        stop: the character after the token.
        opened: what it opened.
        closed: what it closed, the innermost first.
        stack: what is open after it, the outermost first.
    """

    stop: int
    opened: Opening | None
    closed: tuple[Closing, ...]
    stack: tuple[Opening, ...]


def changes(source: str) -> Iterator[Change]:
    """Every token of a source that opens or closes something, in order."""
    stack: list[Opening] = []
    at = 0
    while token := TOKEN.search(source, at):
        start, at = token.start(), token.end()
        kind, name, how = _read(token)
        if not how:
            continue
        inside = stack[-1].kind if stack else ""
        if token["money"] == "$$" and inside == "formula":  # one that closes, one that opens
            at, kind = start + 1, "formula"
        if how == "either":
            how = "close" if inside in MATHS else "open"
        if how == "open":
            if kind == "brace":
                before = COMMAND.search(source, max(0, start - 30), start)
                name = before[0] if before else ""
            stack.append(Opening(kind, name, start, at))
            yield Change(at, stack[-1], (), tuple(stack))
            continue
        keep, right = _partner(stack, kind, name)
        if keep < len(stack):
            by = "an empty line" if kind == "empty" else source[start:at]
            closed = tuple(
                Closing(stack[k], start, at, right and k == keep, by) for k in range(len(stack) - 1, keep - 1, -1)
            )
            del stack[keep:]
            yield Change(at, None, closed, tuple(stack))


def _read(token: re.Match) -> tuple[str, str, str]:
    """Kind, name, and what a token does: "open", "close", "either", or nothing."""
    if token["word"]:
        return "environment", token["name"], "open" if token["word"] == "begin" else "close"
    if token["money"]:
        return "display" if token["money"] == "$$" else "formula", "", "either"
    for group, kind in (("set", "set"), ("brace", "brace")):
        if token[group]:
            return kind, "", "open" if token[group] == "{" else "close"
    return "empty", "", "close" if token["empty"] is not None else ""


def _partner(stack: list[Opening], kind: str, name: str) -> tuple[int, bool]:
    """From which place on the stack a closing token empties it, and whether that place is its own counterpart."""
    environments = [k for k, one in enumerate(stack) if one.kind == "environment"]
    floor = environments[-1] + 1 if environments else 0  # of what belongs to the innermost environment
    if kind == "environment":
        named = [k for k in environments if stack[k].name == name]
        return (named[-1], True) if named else (environments[-1], False) if environments else (len(stack), False)
    if kind == "empty":
        maths = [k for k in range(floor, len(stack)) if stack[k].kind in MATHS]
        return (maths[0], False) if maths else (len(stack), False)
    if kind in MATHS:  # the innermost is a formula or a display
        return len(stack) - 1, stack[-1].kind == kind
    same = [k for k in range(floor, len(stack)) if stack[k].kind == kind]
    return (same[-1], True) if same else (len(stack), False)


def still_open(source: str) -> tuple[Opening, ...]:
    """What is open at the end of a source, the innermost first."""
    stack: tuple[Opening, ...] = ()
    for change in changes(source):
        stack = change.stack
    return stack[::-1]


def as_written(opening: Opening) -> str:
    r"""An opening as it stands in a source: ``\begin{proof}``, ``$``, ``\{``, ``\ref{``."""
    if opening.kind == "environment":
        return rf"\begin{{{opening.name}}}"
    return {"formula": "$", "display": "$$", "set": r"\{", "brace": opening.name + "{"}[opening.kind]
