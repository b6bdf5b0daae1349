"""Questions of *Bias, measured*."""

from __future__ import annotations

from unrolled.checking.question import Choice, Question

CHANCE = Question(
    "Occupations are projected on an axis from words for men to words for women, and on a thousand axes made of random "
    "pairs of words. How does their spread on the first compare?",
    (
        Choice(
            "on random axes they do not spread at all: only the axis between men and women separates them",
            False,
            "Occupations differ in many ways, so any axis spreads them, and any list on any axis has two ends with "
            "words to tell a story about. Choose “random pairs”.",
        ),
        Choice(
            "as on the others: any axis has two ends",
            False,
            "Any axis has, and that is why it must be compared. But few random axes spread them so far: look at the "
            "mark in the histogram.",
        ),
        Choice(
            "it is larger than on nearly all of them, by about a half of their mean",
            True,
            "So there is something beyond chance, and it is a matter of degree. Where a single word stands on the axis "
            "is less certain than the spread of all.",
        ),
    ),
)

DOCTOR = Question(
    "man is to doctor as woman is to what? A much quoted answer is nurse. What comes first if the answer may be any "
    "word?",
    (
        Choice(
            "nurse",
            False,
            "Nurse comes first once man, doctor and woman are struck from the list. Ask doctor − man + woman in the "
            "panel “Analogies”, with the inputs allowed.",
        ),
        Choice(
            "doctor",
            True,
            "The usual programs cannot give this answer: they leave out the input words. A rule of the search is "
            "easily taken for a finding about the texts.",
        ),
        Choice(
            "woman",
            False,
            "It is among the first, but doctor carries more of the sum. Ask doctor − man + woman in the panel "
            "“Analogies”, with the inputs allowed.",
        ),
    ),
)
