r"""From LaTeX to a page: what a passage prints, and what cannot be typeset.

What opens and closes is read by ``unrolled.lessons.latex.lint.probe``, what a formula holds
is judged by ``unrolled.lessons.latex.typeset.probe.mathjax``. Nothing is left out that LaTeX would
print or stumble over: a sign that means nothing where it stands stays on the
page as a sign.

Where mathematics stands outside formulas TeX puts in the dollar that is missing,
so that the next one closes. So does this page; else one dollar too few would turn
the rest of a paragraph inside out.
"""

from __future__ import annotations

import re

from unrolled.datasets.latex_names import Names
from unrolled.datasets.latex_names import names as stacks
from unrolled.lessons.latex.lint.probe import lint
from unrolled.lessons.latex.lint.probe.numbering import number
from unrolled.lessons.latex.lint.probe.pairs import ARGUMENT, BLOCKS, FORMULAS, LISTS
from unrolled.lessons.latex.typeset.probe.loose_text import FONTS, NOTHING, is_loose, loose, meaningless
from unrolled.lessons.latex.typeset.probe.mathjax import ENVIRONMENTS, prepare
from unrolled.lessons.latex.typeset.probe.typography import PRINTED, SILENT, STYLED, accent, typographic
from unrolled.lessons.latex.typeset.record import Node, Typeset

DEEPEST = 40  # parts in one another
MISSED = 60  # dollars that are put right
SIGN = re.compile(r"\\(?:[A-Za-z]+\*?|.|\Z)|%[^\n]*|\n[ \t]*\n\s*|\$\$?|[{}&_^#~\0]", re.DOTALL)
BRACE = re.compile(r"\s*\{")
END = re.compile(r"\\end\s*\{[^{}]*\}")
NAME = re.compile(r"\s*\{([^{}]*)\}")
OPTION = re.compile(r"\s*\[([^\[\]]*)\]")
FONT = re.compile(rf"\s*\\({'|'.join(FONTS)})\b\s*")
NOTES = ("slogan", "history", "reference")  # blocks without a number
QUIET = ("quote", "center")  # their body stands as it is


def typeset(source: str, *, whole: bool = False, names: Names | None = None) -> Typeset:
    """The page of a passage.

    Args:
        source: LaTeX; it may stop anywhere.
        whole: whether it ends where it stops, so that what is still open will never be closed.
        names: commands, environments and labels that exist; by default those of the Stacks project.
    """
    read = source
    for _ in range(MISSED + 1):
        setter = _Setter(read, whole, stacks() if names is None else names)
        nodes = setter.nodes(0, len(read))
        if setter.missed is None:
            break
        read = read[: setter.missed] + NOTHING + read[setter.missed + 1 :]
    return Typeset(source, nodes)


class _Setter:
    """Reads a passage from left to right, part within part."""

    def __init__(self, source: str, whole: bool, names: Names):
        self.source, self.whole, self.names = source, whole, names
        self.pairs = {pair.opened.start: pair for pair in lint(source, whole=whole, names=names).pairs}
        self.numbers, self.labels = number(source, self.pairs)
        self.depth = 0
        self.missed: int | None = None  # a dollar that closes mathematics which none opened

    def nodes(self, place: int, stop: int) -> tuple[Node, ...]:
        """The parts between two places."""
        if self.depth >= DEEPEST:
            return (Node("sign", place, stop, why="too deep inside others"),) if place < stop else ()
        self.depth += 1
        found: list[Node] = []
        while place < stop:
            sign = SIGN.search(self.source, place, stop)
            start = end = sign.start() if sign else stop
            if sign and is_loose(sign[0]) and (self.whole or sign.end() < len(self.source)):
                start, end = loose(self.source, place, start, stop)
                if self.missed is None and self.source[end : end + 1] == "$" and end in self.pairs:
                    self.missed = end
            if start > place:
                found.append(Node("words", place, start, typographic(self.source[place:start])))
            if sign is None:
                break
            if end > start:
                node, place = Node("sign", start, end, why="only in formulas"), end
            else:
                node, place = self._read(sign, stop)
            if node is not None:
                found.append(node)
        self.depth -= 1
        return tuple(found)

    def _read(self, sign: re.Match, stop: int) -> tuple[Node | None, int]:
        """What a sign begins, and where to read on."""
        start, written = sign.start(), sign[0]
        if written[0] == "%":
            return None, sign.end()
        if written[0] == "\n":
            return Node("break", start, sign.end()), sign.end()
        if written[0] == "$" or written in ("\\[", "\\("):
            return self._formula(sign, stop)
        if written == "{":
            return self._group(start, start + 1, stop)
        if written[0] == "\\":
            return self._command(written[1:], start, sign.end(), stop)
        if written == "~":
            return Node("words", start, sign.end(), "\u00a0"), sign.end()
        why = {"}": "closes nothing", "#": "means nothing here", NOTHING: "matches nothing"}.get(written)
        if why is None:  # a script where the passage ends
            return self._cut(start, stop)
        return Node("sign", start, sign.end(), why=why), sign.end()

    def _formula(self, sign: re.Match, stop: int) -> tuple[Node, int]:
        start, pair = sign.start(), self.pairs.get(sign.start())
        if pair is None:
            return Node("sign", start, sign.end(), why="matches nothing"), sign.end()
        size = pair.opened.length
        if pair.fate == "open":
            return self._cut(start, stop)
        display = pair.name in ("$$", "\\[")
        if pair.fate != "closed":
            return self._unclosed("display" if display else "formula", pair.name, start, min(pair.end, stop))
        end = min(pair.end + size, stop)
        return self._prepared(
            "display" if display else "formula", start, end, self.source[start + size : pair.end]
        ), end

    def _prepared(self, kind: str, start: int, end: int, body: str, wrap: str = "", name: str = "") -> Node:
        given, why = prepare(f"\\begin{{{wrap}}}{body}\\end{{{wrap}}}" if wrap else body, self._number)
        return Node(kind, start, end, given, name, why)

    def _number(self, label: str) -> str:
        return self.labels.get(label, "??")

    def _group(self, start: int, place: int, stop: int, style: str = "") -> tuple[Node, int]:
        """A group in braces, the first of which stands before ``place``."""
        pair = self.pairs.get(place - 1)
        if pair is None or pair.fate not in ("closed", "open"):
            return Node("sign", start, place, why="{ is not closed"), place
        body = stop if pair.fate == "open" else min(pair.end, stop)
        font = None if style else FONT.match(self.source, place, body)
        style = style or (font[1].replace("em", "it") if font else "plain")
        inside = self.nodes(font.end() if font else place, body)
        end = min(body + 1, stop)
        return Node("styled", start, end, name=style, inside=inside), end

    def _command(self, name: str, start: int, place: int, stop: int) -> tuple[Node | None, int]:
        """A command whose name ends before ``place``."""
        if place == len(self.source) and not self.whole and name not in PRINTED:
            return self._cut(start, place)
        if name == "begin":
            return self._environment(start, place, stop)
        if name in ("section", "subsection"):
            node, end = self._argument(start, place, stop, "rm")
            if node.kind != "styled":
                return node, end
            level, text = "1" if name == "section" else "2", self.numbers.get(start, "")
            return Node("heading", start, end, text, level, inside=node.inside), end
        if name in STYLED:
            return self._argument(start, place, stop, STYLED[name])
        if name in ("ref", "cite"):
            return self._reference(name, start, place, stop)
        if name in SILENT:
            return self._silent(name, start, place, stop)
        if name in ("\\", "newline", "linebreak"):
            return Node("line", start, place), place
        if accented := accent(name, self.source, place, stop):
            printed, end = accented
            return Node("words", start, end, printed), end
        if name in PRINTED:
            return Node("words", start, place, PRINTED[name]), place
        named = NAME.match(self.source, place, stop) if name == "end" else None
        place = named.end() if named else place
        why = f"no {named[1]} is open" if named else meaningless(name)
        return Node("sign", start, place, why=why), place

    def _argument(self, start: int, place: int, stop: int, style: str) -> tuple[Node, int]:
        """What a command prints in a style; the sign alone where nothing in braces follows."""
        brace = BRACE.match(self.source, place, stop)
        if brace:
            node, end = self._group(start, brace.end(), stop, style)
            if node.kind == "styled":
                return node, end
        return Node("sign", start, place, why="{ is not closed" if brace else "without {…}"), place

    def _silent(self, name: str, start: int, place: int, stop: int) -> tuple[Node | None, int]:
        """What prints nothing, with its arguments."""
        end = place
        for _ in range(SILENT[name]):
            found = NAME.match(self.source, end, stop)
            if found is None:
                return self._unfinished(start, place, end, stop)
            end = found.end()
        return None, end

    def _unfinished(self, start: int, place: int, end: int, stop: int) -> tuple[Node, int]:
        """A command without its argument: cut where the passage ends, or wrong."""
        brace = BRACE.match(self.source, end, stop)
        pair = self.pairs.get(brace.end() - 1) if brace else None
        if pair is not None and pair.fate == "open":
            return self._cut(start, stop)
        return Node("sign", start, place, why="without a name"), place

    def _reference(self, name: str, start: int, place: int, stop: int) -> tuple[Node, int]:
        option = OPTION.match(self.source, place, stop) if name == "cite" else None
        found = ARGUMENT.match(self.source, option.end() if option else place, stop)
        if found is None:
            return self._unfinished(start, place, option.end() if option else place, stop)
        if name == "cite":
            detail = f", {typographic(option[1])}" if option else ""
            return Node("words", start, found.end(), f"[{found[1]}{detail}]"), found.end()
        label = found[1]
        if label in self.labels:
            return Node("reference", start, found.end(), self.labels[label], label), found.end()
        if self.names.has_label(label):
            return Node("reference", start, found.end(), "", label), found.end()
        return Node("reference", start, found.end(), "??", label, f"there is no label {label}"), found.end()

    def _environment(self, start: int, place: int, stop: int) -> tuple[Node, int]:
        found, pair = NAME.match(self.source, place, stop), self.pairs.get(start)
        if found is None or pair is None:
            return self._unfinished(start, place, place, stop)
        name, opened, wrong = found[1], found.end(), pair.fate in ("broken", "overdue")
        body = stop if pair.fate == "open" else min(pair.end, stop)
        closing = END.match(self.source, body, stop) if pair.fate == "closed" else None
        end = closing.end() if closing else body
        if name in FORMULAS or name in ENVIRONMENTS:
            return self._equation(name, (start, opened, body, end), pair.fate)
        if name not in LISTS and name not in BLOCKS and name not in NOTES and name not in QUIET:
            if pair.fate == "closed":
                return Node("sign", start, end, why=f"no page knows {name}"), end
            return (
                (Node("sign", start, opened, why=f"{name} is not closed"), opened) if wrong else self._cut(start, stop)
            )
        first = (Node("sign", start, opened, why=f"{name} is not closed"),) if wrong else ()
        if name in LISTS:
            return Node("list", start, end, name=name, inside=first + self._items(name, opened, body)), end
        return self._block(name, first, (start, opened, body, end), pair.fate), end

    def _cut(self, start: int, stop: int) -> tuple[Node, int]:
        return Node("cut", start, stop), stop

    def _equation(self, name: str, at: tuple[int, int, int, int], fate: str) -> tuple[Node, int]:
        start, opened, body, end = at
        if fate == "open":
            return self._cut(start, end)
        if fate != "closed":
            return self._unclosed("display", name, start, body)
        plain = name in ("equation", "equation*")
        if not plain and name not in FORMULAS:
            return Node("display", start, end, why=f"{name} outside a formula"), end
        wrap = "" if plain else name.rstrip("*") + "*"
        name = self.numbers.get(start, "")
        return self._prepared("display", start, end, self.source[opened:body], wrap, name=name), end

    def _unclosed(self, kind: str, name: str, start: int, end: int) -> tuple[Node, int]:
        """A formula that something else ended; a blank line after it stays one."""
        end = start + len(self.source[start:end].rstrip())
        return Node(kind, start, end, why=f"{name} is not closed"), end

    def _block(self, name: str, first: tuple[Node, ...], at: tuple[int, int, int, int], fate: str) -> Node:
        start, opened, body, end = at
        if name in QUIET:
            return Node("block", start, end, name=name, inside=first + self.nodes(opened, body))
        option = OPTION.match(self.source, opened, body)
        heading = " ".join(filter(None, (name.capitalize(), self.numbers.get(start, ""))))
        if option and name == "proof":
            heading = typographic(option[1])
        elif option:
            heading += f" ({typographic(option[1])})"
        inside = self.nodes(option.end() if option else opened, body)
        qed = (Node("words", body, end, "□", name="qed"),) if name == "proof" and fate == "closed" else ()
        return Node("block", start, end, heading, name, inside=first + inside + qed)

    def _items(self, name: str, place: int, stop: int) -> tuple[Node, ...]:
        starts = self._own_items(place, stop)
        first = starts[0].start() if starts else stop
        before = tuple(
            node for node in self.nodes(place, first) if node.text.strip() or node.kind not in ("break", "words")
        )
        items = []
        for k, found in enumerate(starts):
            end = starts[k + 1].start() if k + 1 < len(starts) else stop
            option = OPTION.match(self.source, found.end(), end)
            text = typographic(option[1]) if option else f"({k + 1})" if name == "enumerate" else "•"
            inside = self.nodes(option.end() if option else found.end(), end)
            items.append(Node("item", found.start(), end, text, inside=inside))
        return before + tuple(items)

    def _own_items(self, place: int, stop: int) -> list[re.Match]:
        r"""The ``\item``s of a list, without those of lists and groups inside it."""
        found = []
        while sign := SIGN.search(self.source, place, stop):
            pair, place = self.pairs.get(sign.start()), sign.end()
            if pair is not None and (pair.kind != "brace" or pair.fate in ("closed", "open")):
                place = max(place, pair.end)
            elif sign[0] == "\\item":
                found.append(sign)
        return found
