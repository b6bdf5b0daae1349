"""Questions on what temperature does to a text."""

from __future__ import annotations

from unrolled.checking.question import Choice, Question

GREEDY = Question(
    "This network has six times as many weights as the one of notebook 04. What will it write at temperature 0?",
    (
        Choice(
            "its best scene: a network of this size knows too much to go round in circles",
            False,
            "Size changes what the phrases are, not the rule: the likeliest character, always. Press Greedy 0 and read "
            "to the end.",
        ),
        Choice(
            "something new with each press of New noise",
            False,
            "At 0 the noise is multiplied by 0. Press Greedy 0, then N a few times.",
        ),
        Choice(
            "the same passage each time, and it will come back to what it has said before",
            True,
            "The chart further down measures it on five passages: at 0 most of what it says it has said before.",
        ),
    ),
)
WORDS = Question(
    "The share of real words, for τ from 0 to 2: what does its line look like?",
    (
        Choice(
            "it falls evenly, a little with each step of τ",
            False,
            "Each character is a little less safe with each step, but a word is real as long as none of its characters "
            "goes wrong. Look at the left third of the line.",
        ),
        Choice(
            "nearly flat at first, then down, to less than half at the end",
            True,
            "Inside a word the likeliest character is far ahead, and a little more noise does not overthrow it. "
            "From some τ on it does, in nearly every word.",
        ),
        Choice(
            "it rises: a bolder network uses more of the words it knows",
            False,
            "It uses more different words at first. But the share of real ones can only lose by chance: it stands near "
            "100 % already at τ = 0.",
        ),
    ),
)
