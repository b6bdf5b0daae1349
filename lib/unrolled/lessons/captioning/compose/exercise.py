"""The question of notebook 10 on what goes wrong in compositions that are new."""

from __future__ import annotations

from unrolled.checking.question import Choice, Question

MISTAKES = Question(
    "Some compositions are new in a harder way: training never shows two of their parts together, mostly a role with a "
    "person, such as a woman with a beard. What does the network get wrong most often there?",
    (
        Choice(
            "the role",
            True,
            "It sees a woman and writes a role in which it knows women: a woman with a beard becomes “a woman”. "
            "Where only the triple is new, the role is hardly ever wrong.",
        ),
        Choice(
            "the person: it says man where it knows the role from men",
            False,
            "That happens, but about half as often as a wrong role.",
        ),
        Choice(
            "the skin tone",
            False,
            "The tone is a colour, drawn alike in all roles, and it hardly goes wrong here. Look at the captions.",
        ),
        Choice(
            "everything: it cannot name together what it has not seen together",
            False,
            "Then a new triple would be as hard, and three of four of these captions are right word for word.",
        ),
    ),
)
