"""The question of notebook 10 on which drawings are near to its encoder."""

from __future__ import annotations

from unrolled.checking.question import Choice, Question

NEAREST = Question(
    "Training has no woman firefighter with dark skin, but women firefighters in other tones, and women with dark skin "
    "in other roles. Which neighbours does the trained encoder find more often than pixels do?",
    (
        Choice(
            "those with the same skin tone",
            True,
            "Skin covers few pixels, so it hardly counts in a comparison of pixels. But captions name the tone, and "
            "the encoder learned what captions name: its nearest drawing has the same tone about twice as often.",
        ),
        Choice(
            "those with the same role",
            False,
            "Pixels find the role just as well: a uniform and a helmet cover most of the drawing. Even an untrained "
            "encoder finds it.",
        ),
        Choice(
            "those drawn with the same colours and outlines",
            False,
            "That is what pixels prefer. The encoder was never asked whether two drawings look alike, only which words "
            "they need.",
        ),
        Choice(
            "none: an encoder can only keep what is in the pixels",
            False,
            "It can keep nothing else, but training decides what it keeps, and that changes the distances.",
        ),
    ),
)
