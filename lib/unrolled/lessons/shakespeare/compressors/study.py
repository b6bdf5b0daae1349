"""What xz and PPM need for held-out plays after the training plays.

python -m unrolled.lessons.shakespeare.compressors.study  # some five minutes of one core; resumable
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from unrolled.lessons.shakespeare.compressors.probe import BEST, NAME, PIECE, SETTINGS, in_pieces, measured, ppm, xz
from unrolled.training.results import begin_study, collect

ORDERS = (3, 4, 5, 6, 7, 8, 10, 12, 16)  # of PPM


def jobs() -> dict[str, Callable[[], dict[str, Any]]]:
    """All measurements by name."""
    made: dict[str, Callable[[], dict[str, Any]]] = {"xz": lambda: measured(xz)}
    made |= {f"PPM {order}": lambda order=order: measured(lambda content: ppm(content, order)) for order in ORDERS}
    made[f"PPM {BEST} in pieces"] = lambda: in_pieces(lambda content: ppm(content, BEST))
    return made


def main() -> None:
    """Measure what the result file does not hold yet."""
    anew = begin_study(__doc__)
    about = {
        "command": "python -m unrolled.lessons.shakespeare.compressors.study",
        "bits": "a character: 8 (size(training plays + play) - size(training plays)) / characters, plays one by one",
        "in pieces": f"of {PIECE:,} characters, each after the training plays alone",
        "train_bits": "a character of the training plays, compressed alone",
        **SETTINGS,
    }
    collect(NAME, about, jobs(), anew=anew)


if __name__ == "__main__":
    main()
