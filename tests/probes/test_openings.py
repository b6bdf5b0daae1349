"""What is open in a LaTeX source, and how it is closed."""

import pytest

from unrolled.probes.fillers import BLOCK, FILLERS, filler
from unrolled.probes.openings import as_written, changes, still_open


def closings(source):
    return [(as_written(one.opening), one.right, one.by) for change in changes(source) for one in change.closed]


def opened(source):
    return [as_written(one) for one in still_open(source)]


@pytest.mark.parametrize(
    ("source", "due"),
    [
        ("", []),
        (r"\begin{proof} a $x$ b \begin{enumerate} \item $", ["$", r"\begin{enumerate}", r"\begin{proof}"]),
        ("$a$$b$", []),
        ("$$a", ["$$"]),
        (r"\{ x \in {", ["{", r"\{"]),
        (r"see \ref{lemma-", [r"\ref{"]),
        (r"\$ \\{a} % $ \begin{proof}" + "\n", []),
        (r"$\text{if $x", ["$", r"\text{", "$"]),
        (r"\begin{proo", ["\\begin{"]),
        (r"\begin{a b}", []),
    ],
)
def test_what_is_open_innermost_first(source, due):
    assert opened(source) == due


@pytest.mark.parametrize(
    ("source", "due"),
    [
        (r"\begin{a}\end{a}", [(r"\begin{a}", True, r"\end{a}")]),
        (
            r"\begin{a}\begin{b}\end{a}",
            [(r"\begin{b}", False, r"\end{a}"), (r"\begin{a}", True, r"\end{a}")],
        ),
        (r"\begin{a}\begin{b}\end{c}", [(r"\begin{b}", False, r"\end{c}")]),
        (r"\end{a} } \} b", []),
        ("$a\n\nb$", [("$", False, "an empty line")]),
        ("$$a$", [("$$", False, "$")]),
        (r"\textbf{$x}", [("$", False, "}"), (r"\textbf{", True, "}")]),
        (r"{\begin{a}}\end{a}}", [(r"\begin{a}", True, r"\end{a}"), ("{", True, "}")]),  # no } out of an environment
        (r"\begin{a}$x\end{a}", [("$", False, r"\end{a}"), (r"\begin{a}", True, r"\end{a}")]),
    ],
)
def test_how_it_is_closed(source, due):
    assert closings(source) == due


def test_places_are_those_of_the_tokens():
    source = r"a \begin{proof} $x$ \end{proof}"
    formula, proof = (one for change in changes(source) for one in change.closed)
    assert source[formula.opening.start : formula.stop] == "$x$"
    assert source[proof.opening.start : proof.opening.stop] == r"\begin{proof}"
    assert source[proof.start : proof.stop] == r"\end{proof}"


@pytest.mark.parametrize("kind", FILLERS)
def test_filler_leaves_nothing_open_at_the_end_of_any_block(kind):
    for blocks in (0, 1, 2, 7, 20, 41):
        words = filler(kind, blocks)
        assert len(words) == blocks * BLOCK
        assert not opened(words)
        assert all(right for _, right, _ in closings(words))
