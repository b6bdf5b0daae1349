"""The question of notebook 10 on what its encoder holds to be alike."""

from __future__ import annotations

from unrolled.checking.question import Choice, Question

NEAREST = Question(
    "Training does not hold a woman firefighter with dark skin, but her role in other tones, her tone in other roles, "
    "and both with other people. Which neighbours does the trained encoder find more often than pixels do?",
    (
        Choice(
            "those with the same skin tone",
            True,
            "Skin covers few pixels, so pixels hardly weigh it. But captions name the tone, and the encoder learned "
            "what captions name: its nearest drawing has the same tone about twice as often.",
        ),
        Choice(
            "those with the same role",
            False,
            "Pixels find the role just as well: a uniform and a helmet cover most of the drawing. Even an encoder "
            "that has learned nothing finds it.",
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
            "It can keep nothing else, but it chooses what to keep. Distances change when some directions count more.",
        ),
    ),
)
