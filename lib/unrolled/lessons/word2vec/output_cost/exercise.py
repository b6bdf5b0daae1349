"""Exercise and question on output layers. The solution is in ``notebooks/solutions/output_cost.py``."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from unrolled.checking.check import Case, Result, check
from unrolled.checking.question import Choice, Question
from unrolled.models.output_layers import huffman_lengths

WAY = Question(
    "In a balanced tree over 10,000 words each path has log₂ 10,000 = 13.3 nodes. How many nodes does a word need in "
    "Huffman’s tree, on average over the words of a text?",
    (
        Choice(
            "13.3 as well: Huffman only changes which word stands where",
            False,
            "It changes the shape of the tree, too: frequent words hang close to the root, rare ones deeper than in a "
            "balanced tree. Point at the and at piano.",
        ),
        Choice(
            "between 10 and 11",
            True,
            "Rare words have paths longer than 13, but they are rare. The average is within a hundredth or so of the "
            "entropy of the words, below which no code can go.",
        ),
        Choice(
            "about 4, the way to the most frequent word",
            False,
            "Only the most frequent words have so short a path. There is no room for many: each word near the root "
            "pushes all others down. Look at the row of words.",
        ),
    ),
)

_generator = np.random.default_rng()  # not seeded: an answer that fits one set of numbers should not pass


def check_code_lengths(function: Callable[[Sequence[int]], Sequence[int]]) -> Result:
    """Check ``code_lengths(counts)``: how many nodes are on the path to each word in Huffman's tree.

    Counts are chosen so that no two trees are equally good.
    """

    def case(counts: Sequence[int], why: str) -> Case:
        return Case((list(counts),), huffman_lengths(counts), why)

    cases = [
        case([2, 1], "Two words: one node, and a step from it to each."),
        case([4, 2, 1], "The two rarest words are joined first; their node then counts 3, and is joined with the 4."),
        case([1, 2, 4], "The answer is in the order of the counts that were given, not in that of their size."),
        case([10, 9, 8, 7], "The four are nearly equal: 8 and 7 are joined, then 10 and 9, for two nodes each."),
        case([32, 16, 8, 4, 2, 1], "Each count is more than all smaller ones together: the tree is a chain."),
    ]
    for _ in range(3):
        cases.append(case(_one_tree(), "A random case."))
    hints = (
        "Begin with one group for each word, with its count. What do you do with the two groups that count least?",
        "When two groups are joined, every word in both gets one more node on its path.",
        "Keep a list of (count, words in the group); sort it; take the first two off; add 1 to the length of each of "
        "their words; put the joined group back; until one group is left.",
    )
    return check(function, cases, hints)


def _one_tree() -> list[int]:
    """Random counts whose best tree is the only one: no two groups that might be joined count the same."""
    while True:
        size = int(_generator.integers(4, 9))
        counts = (1000 * 2 ** _generator.permutation(size) + _generator.integers(1, 400, size)).tolist()
        groups, different = sorted(counts), True
        while len(groups) > 1 and different:
            different = len(set(groups)) == len(groups)
            groups = sorted([groups[0] + groups[1], *groups[2:]])
        if different:
            return counts
