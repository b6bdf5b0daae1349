"""What counting models, xz and PPM need for held-out chapters after the training chapters.

    python -m unrolled.lessons.latex.yardsticks.study  # about ten minutes of one core; resumable

Writes ``data/results/latex_yardsticks.json``. The text comes by the registry, see ``unrolled.datasets.latex``.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from unrolled.lessons.latex.yardsticks.probe import NAME, compressed, counted
from unrolled.lessons.shakespeare.compressors.probe import SETTINGS, ppm, xz
from unrolled.training.results import begin_study, collect

COUNTED, PACKED = 5, 8  # orders of the counting model, and of PPM


def jobs() -> dict[str, Callable[[], dict[str, Any]]]:
    """All measurements by name."""
    return {
        f"{COUNTED}-gram": lambda: counted(COUNTED),
        f"PPM {PACKED}": lambda: compressed(lambda content: ppm(content, PACKED)),
        "xz": lambda: compressed(xz),
    }


def main() -> None:
    """Measure what the result file does not hold yet."""
    anew = begin_study(__doc__)
    about = {
        "what": "nats a character of held-out chapters, for models that know the training chapters of notebook 06",
        "command": "python -m unrolled.lessons.latex.yardsticks.study",
        "bits": "a character: 8 (size(training chapters + chapter) - size(training chapters)) / characters",
        "nats outside": "of the stretches of 60 characters that stand word for word in a training chapter",
        **SETTINGS,
    }
    collect(NAME, about, jobs(), anew=anew)


if __name__ == "__main__":
    main()
