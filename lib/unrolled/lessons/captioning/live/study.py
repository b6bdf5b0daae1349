"""What to expect of a captioner trained in 20 or 60 seconds: three seeds of each way to begin and to show the picture.

    python -m unrolled.lessons.captioning.live.study  # about 25 minutes of one core; resumable

Loss and exact matches are those of the held-out compositions of the validation. Times are of one thread.
"""

from __future__ import annotations

import functools
from dataclasses import asdict, replace
from typing import Any

from unrolled import runtime
from unrolled.datasets import emoji
from unrolled.lessons.captioning.live import probe as probes
from unrolled.lessons.captioning.live import recipe as training
from unrolled.lessons.captioning.live.probe import RESULTS, Setting
from unrolled.lessons.captioning.live.recipe import LIVE, Seen
from unrolled.models.captioner import DECODERS
from unrolled.training.captioning import SEEDS, load_captioner
from unrolled.training.results import begin_study, collect

COMMAND = "python -m unrolled.lessons.captioning.live.study"
ENCODERS, SECONDS = ("trained", "scratch"), (20.0, 60.0)
LENDER = "captioner_once_0"  # whose encoder is lent


def job(setting: Setting, seed: int) -> dict[str, Any]:
    """One run: updates made, its curve, and what it reached."""
    lender, words, _ = load_captioner(LENDER)
    encoder = lender.encoder if setting.encoder == "trained" else None
    config: dict[str, Any] = {
        name: lender.config[name] for name in ("size", "channels", "features", "embedding", "hidden")
    }
    recipe = replace(
        LIVE, shown=setting.shown, seconds=setting.seconds, frozen=float(encoder is not None), seed=seed, **config
    )
    seen, held = (
        Seen(data, None if encoder is None else training.look(encoder, data))
        for data in (emoji.training(), emoji.held_out("validation", "compositions"))
    )
    run = training.begin(recipe, len(words), encoder)
    curve = []

    def evaluate(model) -> float:
        return probes.heldout_loss(model, held, words)

    for event in training.events(recipe, run, seen, words, evaluate):
        if event.validation is not None:
            share = probes.exact_share(run.model, held, words)
            curve.append([event.step, round(event.seconds, 1), round(event.validation, 3), round(share, 4)])
    return {"updates": run.step, "loss": curve[-1][2], "exact": curve[-1][3], "curve": curve}


def main() -> None:
    """Run what is not there yet."""
    anew = begin_study(__doc__)
    about = {
        "what": "81 held-out compositions; curve: updates, seconds, loss in nats a word, share of exact matches",
        "command": COMMAND,
        "encoder": f"trained: that of {LENDER}, frozen; scratch: learns with the decoder",
        "recipe": {name: value for name, value in asdict(LIVE).items() if name not in ("shown", "seconds", "seed")},
    }
    settings = [Setting(encoder, shown, seconds) for seconds in SECONDS for encoder in ENCODERS for shown in DECODERS]
    with runtime.one_thread:
        jobs = {one.key(seed): functools.partial(job, one, seed) for one in settings for seed in SEEDS}
        collect(RESULTS, about, jobs, anew=anew)


if __name__ == "__main__":
    main()
