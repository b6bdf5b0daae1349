"""Units of the shipped network that follow four features of a text, chosen on validation plays, scored on test plays.

python -m unrolled.lessons.lstm.tracking.study
"""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from unrolled.datasets import shakespeare
from unrolled.lessons.lstm.tracking.probe import (
    BURN_IN,
    CHARACTERS,
    FEATURES,
    LEAST_SHIFT,
    PIECE,
    RESULTS,
    SHIFTS,
    Reading,
    track,
)
from unrolled.models.char_rnn import CharRNN
from unrolled.training.char_rnn import SHIPPED
from unrolled.training.checkpoint import load_char_rnn
from unrolled.training.results import begin_study, collect


def main() -> None:
    """Write ``data/results/tracking.json``."""
    anew = begin_study(__doc__)
    loaded, vocabulary, _ = load_char_rnn(SHIPPED)
    assert isinstance(loaded, CharRNN)
    model: CharRNN = loaded
    parts = shakespeare.split()
    readings: list[Reading] = []

    def job(feature: str) -> dict[str, Any]:
        if not readings:
            readings.extend(Reading(model, vocabulary, plays) for plays in (parts.validation, parts.test))
        chosen_on, scored_on = readings
        return asdict(track(feature, model.config["hidden"], chosen_on, scored_on))

    about = {
        "what": "units whose carry tracks a feature: chosen on validation plays, scored on test plays",
        "command": "python -m unrolled.lessons.lstm.tracking.study",
        "model": SHIPPED,
        "units": model.config["layers"] * model.config["hidden"],
        "recipe": {
            "characters of each play": CHARACTERS, "piece": PIECE, "burn-in": BURN_IN,
            "shuffled": f"labels moved in a circle, {SHIFTS} times, by at least {LEAST_SHIFT} characters",
            "plays": {"validation": list(parts.validation), "test": list(parts.test)},
        },
    }  # fmt: skip
    collect(RESULTS, about, {feature: lambda feature=feature: job(feature) for feature in FEATURES}, anew=anew)


if __name__ == "__main__":
    main()
