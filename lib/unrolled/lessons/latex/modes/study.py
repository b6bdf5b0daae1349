"""Units that follow modes of LaTeX, chosen on validation chapters, scored on test chapters, and held while it reads.

python -m unrolled.lessons.latex.modes.study
"""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

import numpy as np

from unrolled.datasets import latex
from unrolled.lessons.latex.modes.probe import (
    CHARACTERS,
    FEATURES,
    MODEL,
    PIECE,
    RESULTS,
    labels,
    levels,
    linear_score,
    read_units,
    use,
)
from unrolled.lessons.latex.modes.record import Mode, Use
from unrolled.lessons.lstm.tracking.probe import Reading, track
from unrolled.models.char_rnn import CharRNN
from unrolled.models.sampler import Sampler
from unrolled.training.checkpoint import load_char_rnn
from unrolled.training.results import begin_study, collect

USED = 1_500  # characters of each test chapter in which units are held
OTHERS = 5  # other units held beside each


def main() -> None:
    """Write ``data/results/modes.json``."""
    anew = begin_study(__doc__)
    loaded, vocabulary, _ = load_char_rnn(MODEL)
    assert isinstance(loaded, CharRNN)
    network: CharRNN = loaded
    fast, parts, H = Sampler(network), latex.split(), network.config["hidden"]
    readings: list[Reading] = []
    text = "".join(chapter[:USED] for chapter in parts.test.values())
    _, untouched = read_units(fast, vocabulary.encode(text))
    generator = np.random.default_rng(0)

    def job(feature: str) -> dict[str, Any]:
        if not readings:
            readings.extend(
                Reading(network, vocabulary, chapters, labels, characters=CHARACTERS, piece=PIECE)
                for chapters in (parts.validation, parts.test)
            )
        chosen_on, scored_on = readings
        found = track(feature, H, chosen_on, scored_on, FEATURES)
        layer = slice((found.layer - 1) * H, found.layer * H)

        def held(unit: int) -> Use:
            where = levels(chosen_on.labels[feature], chosen_on.values[(found.layer - 1) * H + unit])
            assert where is not None  # the chapters have places with the label and without
            changed = use(network, vocabulary, text, feature, found.layer, unit, where, untouched=untouched)
            assert changed is not None  # nobody cancels it
            return changed

        others = [held(int(unit)).bits[2] for unit in generator.integers(0, H, OTHERS)]
        linear = linear_score(feature, chosen_on, scored_on, layer)
        mode = Mode(**asdict(found), linear=round(linear, 4), use=held(found.unit), others=tuple(others))
        return _rounded(asdict(mode))

    about = {
        "what": "units whose carry tracks a mode of LaTeX: chosen on validation chapters, scored on test chapters",
        "command": "python -m unrolled.lessons.latex.modes.study",
        "model": MODEL,
        "units": network.config["layers"] * H,
        "recipe": {
            "characters of each chapter": CHARACTERS, "piece": PIECE, "held in": f"{USED} characters of each",
            "others": f"{OTHERS} other units of the layer, drawn by chance, held as without the label",
            "chapters": {"validation": list(parts.validation), "test": list(parts.test)},
        },
    }  # fmt: skip
    collect(RESULTS, about, {feature: lambda feature=feature: job(feature) for feature in FEATURES}, anew=anew)


def _rounded(run: Any) -> Any:
    if isinstance(run, dict):
        return {name: _rounded(value) for name, value in run.items()}
    if isinstance(run, tuple | list):
        return [_rounded(value) for value in run]
    return round(run, 4) if isinstance(run, float) else run


if __name__ == "__main__":
    main()
