"""What a piece of LaTeX opens and closes: a stack over the tokens that ``pylatexenc`` reads.

What ends an open thing early is chosen as TeX does it, so that one slip is told
once and the rest of the text is judged afresh:

- a blank line or an ``\\item`` ends a formula;
- ``\\end{X}`` ends all that was opened inside X; where no X is open, it ends the innermost environment, wrongly;
- a ``}`` or ``$`` reaches back to its partner, but not out of an environment;
- a block (lemma, proof, section ...) ends all that is open: in 27 million characters of real source no block
  stands inside another.

The braces of a set, ``\\{`` and ``\\}``, are followed, too, but to TeX they are signs like any other: they end
nothing else, whatever ends a thing around them ends them as well, and they are neither pairs nor faults.
"""

from __future__ import annotations

import functools
import re
from bisect import bisect_left
from collections.abc import Iterator

from pylatexenc.latexwalker import LatexWalker, get_default_latex_context_db
from pylatexenc.macrospec import LatexContextDb

from unrolled.datasets.latex_names import Names
from unrolled.lessons.latex.closing.record import Closing, Opening
from unrolled.lessons.latex.lint.record import Fault, Pair, Span

BLOCKS = frozenset(
    ["lemma", "proof", "definition", "remark", "remarks", "example", "exercise", "proposition", "theorem", "situation"]
)  # these, and sections, stand inside nothing else
SECTIONS = frozenset(("section", "subsection"))
LISTS = frozenset(("enumerate", "itemize"))
FORMULAS = frozenset(("equation", "align", "align*", "eqnarray", "eqnarray*"))
INSIDE = frozenset(("matrix", "aligned"))  # parts of a formula
TEXT = frozenset(("text", "mbox", "hbox", "textit", "textbf", "textrm", "footnote", "label", "ref"))  # hold words
SIGN = re.compile(r"[\\{}$%]|\n[ \t]*\n")
ARGUMENT = re.compile(r"\s*\{([^{}]*)\}")
LABEL = re.compile(r"\\label\{([^{}]*)\}")
UNFINISHED = re.compile(r"\s*(\{[\w* ._-]*)?\Z")  # after \begin or \end, where the text stops within the name
PARTNERS = {"$": "$", "$$": "$$", r"\]": r"\[", r"\)": r"\("}  # by what closes: what it closes
SIGNS = {"$": ("formula", ""), "$$": ("display", ""), r"\(": ("formula", r"\("), r"\[": ("display", r"\[")}


class _Open:
    """Something open: what, where, and whether formulas or words stand in it; and the same for other readers."""

    def __init__(self, kind: str, name: str, span: Span, formula: bool, command: str):
        self.kind, self.name, self.span, self.formula = kind, name, span, formula
        what = {"math": SIGNS.get(name), "brace": ("brace", command), "set": ("set", "")}.get(kind) or (kind, name)
        self.opening = Opening(*what, span.start, span.start + span.length)

    @property
    def written(self) -> str:
        return f"\\begin{{{self.name}}}" if self.kind == "environment" else self.name


class Reader:
    """One pass over a text; see the module for the rules.

    Args:
        text: LaTeX.
        names: commands, environments and labels that exist; None if it does not matter what exists.

    Attributes:
        pairs: what was opened, in the order it ended.
        faults: in the order they were found.
    """

    def __init__(self, text: str, names: Names | None = None):
        self.text, self.names = text, names
        self.pairs: list[Pair] = []
        self.faults: list[Fault] = []
        self._stack: list[_Open] = []
        self._opened: Opening | None = None  # by the token at hand
        self._closed: list[Closing] = []
        self._labels = frozenset(LABEL.findall(text) if names else ())
        self._ends = [found.start() for found in re.finditer("\n", text)]

    @property
    def stack(self) -> tuple[Opening, ...]:
        """What is open where the reader is, the outermost first."""
        return tuple(opened.opening for opened in self._stack)

    def read(self) -> None:
        """Read the text to its end."""
        for _ in self.steps():
            pass

    def steps(self) -> Iterator[tuple[int, Opening | None, tuple[Closing, ...]]]:
        """Read the text to its end, and stop after each token that opens or closes something.

        Yields:
            The character after the token, what it opened, and what it closed, the innermost first.
        """
        for stop in self._tokens():
            if self._opened or self._closed:
                step = stop, self._opened, tuple(self._closed)
                self._opened, self._closed = None, []
                yield step

    def _tokens(self) -> Iterator[int]:
        """Read on by one token at a time; yields the character after it."""
        walker = LatexWalker(self.text, latex_context=_no_macros())
        place, before, command = 0, "", Span(0, 0, 1)
        while found := SIGN.search(self.text, place):
            start = found.start()
            if found[0].startswith("\n"):
                self._paragraph(self._span(start + 1, found.end() - start - 1), "a blank line")
                place, before = found.end() - 1, ""  # the second line end may begin another blank line
                yield found.end()
                continue
            if found[0] == "\\" and start + 1 == len(self.text):
                return
            token = walker.get_token(start)
            length = token.len - len(token.post_space or "")
            span, place = self._span(start, length), start + length
            if token.tok == "macro":
                self._command(token.arg, span)
                before, command = token.arg, span
                yield place
                continue
            if token.tok == "brace_open":
                formula = self._formula() and before not in TEXT
                self._push("brace", "{", span, formula=formula, command=self._argument_of(command, start))
            elif token.tok == "brace_close":
                self._brace(span)
            elif token.tok == "begin_environment":
                self._begin(token.arg, span)
            elif token.tok == "end_environment":
                self._end(token.arg, span)
            elif token.tok in ("mathmode_inline", "mathmode_display"):
                place = self._math(token.arg, span)
            elif token.tok == "comment":
                place = start + token.len - len(token.post_space)
            else:  # a \begin or \end that names nothing
                command = span
                if not UNFINISHED.match(self.text, place):
                    self._fault("environment", span, f"{token.arg} without the name of an environment")
            before = ""
            yield place

    def finish(self, whole: bool) -> None:
        """The end of the text, where the rest is unknown unless it is ``whole``."""
        reach = self.names.reach if self.names else {}
        for opened in reversed([one for one in self._stack if one.kind != "set"]):
            so_far = len(self.text) - opened.span.start
            longest = reach.get(opened.name)
            overdue = whole or (longest is not None and so_far > longest)
            self.pairs.append(
                Pair(opened.kind, opened.name, opened.span, len(self.text), "overdue" if overdue else "open")
            )
            if overdue:
                words = "never closed" if whole else f"open for {so_far:,} characters, longer than any real one"
                self._fault(opened.kind, opened.span, f"{opened.written} opened at line {opened.span.line}, {words}")

    def _span(self, start: int, length: int) -> Span:
        return Span(start, length, 1 + bisect_left(self._ends, start))

    def _fault(self, kind: str, at: Span, words: str, other: Span | None = None) -> None:
        self.faults.append(Fault(kind, at, words, other))

    def _push(self, kind: str, name: str, span: Span, *, formula: bool, command: str = "") -> None:
        self._stack.append(_Open(kind, name, span, formula, command))
        self._opened = self._stack[-1].opening

    def _argument_of(self, command: Span, start: int) -> str:
        """The last command as it is written, if its argument begins here."""
        stop = command.start + command.length
        letters = self.text[command.start + 1 : command.start + 2].isalpha()
        begins = start == stop or (start == stop + 1 and self.text[stop] == "*")
        return self.text[command.start : start] if letters and begins else ""

    def _formula(self) -> bool:
        return bool(self._stack) and self._stack[-1].formula

    def _close(self, k: int, span: Span) -> None:
        """Close entry k of the stack correctly; what lies above it is broken."""
        written = _written(self.text, span)
        self._break(k + 1, span, written)
        self._pop(span, written, "closed")

    def _break(self, k: int, span: Span, what: str) -> None:
        """End all entries from k on, which should have been closed before."""
        while len(self._stack) > k:
            opened = self._pop(span, what, "broken")
            words = f"{opened.written} opened at line {opened.span.line}, not closed before {what} at line {span.line}"
            if opened.kind != "set":
                self._fault(opened.kind, opened.span, words, span)

    def _pop(self, span: Span, what: str, fate: str) -> _Open:
        """The innermost entry ends."""
        opened = self._stack.pop()
        stop = span.start + span.length
        self._closed.append(Closing(opened.opening, span.start, stop, fate == "closed", what))
        if opened.kind != "set":
            self.pairs.append(Pair(opened.kind, opened.name, opened.span, span.start, fate))
        return opened

    def _inner(self) -> int:
        """Where in the stack the innermost environment is, or -1."""
        return next((k for k in reversed(range(len(self._stack))) if self._stack[k].kind == "environment"), -1)

    def _paragraph(self, span: Span, what: str) -> None:
        first = self._inner() + 1
        for k in range(first, len(self._stack)):
            if self._stack[k].kind == "math":
                self._break(k, span, what)
                return

    def _brace(self, span: Span) -> None:
        for k in range(len(self._stack) - 1, self._inner(), -1):
            if self._stack[k].kind == "brace":
                return self._close(k, span)
        return self._fault("brace", span, f"}} at line {span.line} closes nothing")

    def _begin(self, name: str, span: Span) -> None:
        if self.names and name not in self.names.environments:
            self._fault("command", span, f"no environment of the Stacks project is called {name}")
        if name in BLOCKS:
            self._break(0, span, f"\\begin{{{name}}}")
        self._push("environment", name, span, formula=name in FORMULAS or (name in INSIDE and self._formula()))

    def _end(self, name: str, span: Span) -> None:
        for k in reversed(range(len(self._stack))):
            if self._stack[k].kind == "environment" and self._stack[k].name == name:
                return self._close(k, span)
        if self._inner() >= 0:
            return self._break(self._inner(), span, f"\\end{{{name}}}")
        self._break(0, span, f"\\end{{{name}}}")
        return self._fault("environment", span, f"\\end{{{name}}} at line {span.line} closes nothing")

    def _math(self, sign: str, span: Span) -> int:
        """A dollar, two of them, or their bracket forms; returns where to read on."""
        for k in range(len(self._stack) - 1, self._inner(), -1):
            opened = self._stack[k]
            if opened.kind == "brace" and not opened.formula:
                break
            if opened.kind != "math":
                continue
            if opened.name == "$":  # TeX takes the first of two dollars, too
                span = self._span(span.start, 1) if sign == "$$" else span
                sign = "$" if sign == "$$" else sign
            if sign == "$" and opened.name == "$$" and span.start + 1 == len(self.text):
                return len(self.text)  # the text stops here: this may be the first of two
            if PARTNERS.get(sign) == opened.name:
                self._close(k, span)
                return span.start + span.length
            self._break(k, span, sign)
            if sign not in PARTNERS:
                break  # it ends a formula and opens the next
            return span.start + span.length
        closes = sign in (r"\]", r"\)")
        if closes or self._formula():
            where = "closes nothing" if closes else "stands inside a formula"
            self._fault("math", span, f"{sign} at line {span.line} {where}")
        else:
            self._push("math", sign, span, formula=True)
        return span.start + span.length

    def _command(self, name: str, span: Span) -> None:
        cut = span.start + span.length == len(self.text)
        if name in SECTIONS:
            self._break(0, span, f"\\{name}")
        elif name == "item":
            self._paragraph(span, "\\item")
            k = self._inner()
            if k < 0 or self._stack[k].name not in LISTS:
                self._fault("item", span, f"\\item at line {span.line} stands in no list")
        elif name == "{":
            self._push("set", r"\{", span, formula=self._formula())
        elif name == "}" and self._stack and self._stack[-1].kind == "set":
            self._close(len(self._stack) - 1, span)
        elif name == "ref":
            self._reference(span)
        if self.names and name not in self.names.commands and name not in ("begin", "end") and not cut:
            self._fault("command", span, f"the Stacks project has no command \\{name}")

    def _reference(self, span: Span) -> None:
        found = ARGUMENT.match(self.text, span.start + span.length)
        if self.names and found and found[1] not in self._labels and not self.names.has_label(found[1]):
            at = self._span(span.start, found.end() - span.start)
            self._fault("reference", at, f"there is no label {found[1]}")


def _written(text: str, span: Span) -> str:
    return text[span.start : span.start + span.length]


@functools.cache
def _no_macros() -> LatexContextDb:
    """Tokens are all that is read: what macros mean does not matter."""
    return get_default_latex_context_db()
