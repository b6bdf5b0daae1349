"""Numbers of sections, blocks and equations, and of the labels in them.

Counted as the Stacks project counts: blocks and subsections together, within a
section; equations within those. A passage that begins in the middle begins in
section 0.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from unrolled.lessons.latex.lint.probe.pairs import ARGUMENT, BLOCKS, FORMULAS
from unrolled.lessons.latex.lint.record import Pair

MARK = re.compile(r"%[^\n]*|\\(section|subsection|item|label)\b|\\begin\s*\{([^{}]*)\}")


class _Count:
    """Where the counting stands: the numbers of section, block and equation, and what is open."""

    def __init__(self):
        self.section = self.block = self.equation = 0
        self.heading = "0"
        self.open: list[tuple[int, str]] = []  # where it ends, and its number

    def begin(self, name: str) -> str:
        """The number of a section, a block or an equation that begins; empty for what has none."""
        if name == "section":
            self.section, self.block, self.equation = self.section + 1, 0, 0
            return str(self.section)
        if name == "subsection" or (name in BLOCKS and name != "proof"):
            self.block, self.equation = self.block + 1, 0
            return f"{self.section}.{self.block}"
        if name in FORMULAS and not name.endswith("*"):
            self.equation += 1
            return f"{self.section}.{self.block}.{self.equation}"
        return ""


def number(source: str, pairs: Mapping[int, Pair]) -> tuple[dict[int, str], dict[str, str]]:
    """Numbers of sections, blocks and equations by where they begin, and of what the labels name.

    Args:
        source: LaTeX.
        pairs: what is opened, by where.
    """
    count, numbers, labels = _Count(), {}, {}
    for mark in MARK.finditer(source):
        start, pair = mark.start(), pairs.get(mark.start())
        count.open = [(end, name) for end, name in count.open if end > start]
        if mark[1] == "label":
            if found := ARGUMENT.match(source, mark.end()):
                labels[found[1]] = count.open[-1][1] if count.open else count.heading
        elif mark[1] == "item":
            if count.open and count.open[-1][1].isdigit():
                count.open[-1] = (count.open[-1][0], str(int(count.open[-1][1]) + 1))
        elif mark[1]:
            count.heading = numbers[start] = count.begin(mark[1])
        elif mark[2] and pair is not None:
            name = "0" if mark[2] == "enumerate" else count.begin(mark[2])
            if name:
                count.open.append((pair.end, name))
            if name and mark[2] != "enumerate":
                numbers[start] = name
    return numbers, labels
