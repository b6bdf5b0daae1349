"""A passage of LaTeX as a page: what stands on it, and what cannot be typeset."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Node:
    r"""A part of a page.

    Attributes:
        kind: one of

            - "words", "reference", "number" (of an equation): ``text`` as it is printed;
            - "formula", "display": ``text`` is what MathJax is given;
            - "sign": a sign of the source that nothing on a page corresponds to, such as a ``}`` too many;
            - "cut": what was begun where the passage ends;
            - "break" between paragraphs, "line" between lines;
            - "styled" (``name``: "it", "bf", "tt", "rm" or "footnote"), "heading" (``name``: its level, "1" or "2"),
              "block" (``name`` as in ``\begin``; ``text``: its heading), "list" ("enumerate" or "itemize") and "item"
              (``text``: its number): parts with others ``inside``.
        start: the first character of its source.
        end: the character after its last.
        text: see ``kind``.
        name: see ``kind``.
        why: why it cannot be typeset, in a few words; of a reference, why it leads nowhere; empty if all is well.
        inside: the parts it consists of.
    """

    kind: str
    start: int
    end: int
    text: str = ""
    name: str = ""
    why: str = ""
    inside: tuple[Node, ...] = ()


@dataclass(frozen=True)
class Typeset:
    """A passage and its page.

    Attributes:
        source: the passage.
        nodes: its page.
    """

    source: str
    nodes: tuple[Node, ...]

    def walk(self) -> Iterator[Node]:
        """All nodes, in the order of their places."""
        waiting = list(reversed(self.nodes))
        while waiting:
            node = waiting.pop()
            yield node
            waiting += reversed(node.inside)

    @property
    def formulas(self) -> tuple[Node, ...]:
        """All formulas that were not cut."""
        return tuple(node for node in self.walk() if node.kind in ("formula", "display"))

    @property
    def refused(self) -> tuple[Node, ...]:
        """Formulas that cannot be typeset."""
        return tuple(node for node in self.formulas if node.why)

    @property
    def signs(self) -> tuple[Node, ...]:
        """Signs that nothing on the page corresponds to."""
        return tuple(node for node in self.walk() if node.kind == "sign")

    @property
    def nowhere(self) -> tuple[Node, ...]:
        """References to labels that do not exist."""
        return tuple(node for node in self.walk() if node.kind == "reference" and node.why)


@dataclass(frozen=True)
class TypesetView:
    """All that the panel shows.

    Attributes:
        page: the passage and its page.
        title: who wrote it.
    """

    page: Typeset
    title: str
