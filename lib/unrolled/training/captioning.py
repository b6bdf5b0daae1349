"""The captioners of notebook 10: maximum likelihood on drawings of emoji and their captions.

    python -m unrolled.training.captioning          # or: make train-captioners

First the encoder alone learns which words the caption of a picture contains (a bag of words); this replaces the paper's
pretraining on ImageNet. Then a decoder learns to write, first on a frozen encoder, and finally both learn together, as
in the paper (section 4.3.1). Training always uses teacher forcing: the decoder reads the true words; scheduled
sampling is not used. Nine networks are trained: three ways of showing the picture, with three seeds each; those with
the same seed share the first part of the encoder's training. The five in ``SHIPPED`` are committed; the other four
stay with the run files. Stopped at any moment, the command resumes from the last saved step.
"""

from __future__ import annotations

import argparse
import functools
import platform
from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import numpy as np
import torch

from unrolled import runtime
from unrolled.datasets import emoji
from unrolled.datasets.caption_words import MARKS, CaptionVocabulary
from unrolled.datasets.captioned import Captioned
from unrolled.models.captioner import DECODERS, Captioner, Encoder, greedy
from unrolled.training.captioning_recipe import (
    BagReader,
    Recipe,
    bag_events,
    bags,
    events,
    normalised,
    start,
    start_bags,
    tensor,
)
from unrolled.training.checkpoint import checkpoint_path, is_whole, load_network, mismatch, save_network
from unrolled.training.loop import Event, Run
from unrolled.training.run_files import held, load_run, save_run

__all__ = [
    "COMMAND",
    "SEEDS",
    "SHIPPED",
    "BagReader",
    "Recipe",
    "bag_events",
    "bags",
    "events",
    "exact",
    "exact_matches",
    "fit",
    "fit_bags",
    "load_captioner",
    "name",
    "normalised",
    "ship",
    "start",
    "start_bags",
    "tensor",
    "vocabulary",
    "weights_path",
    "written",
]
COMMAND = "python -m unrolled.training.captioning"
SEEDS = (0, 1, 2)
SHIPPED = (
    "captioner_once_0",
    "captioner_once_1",
    "captioner_once_2",
    "captioner_always_0",
    "captioner_merged_0",
)
SAVE_EVERY = 200


@functools.cache
def vocabulary() -> CaptionVocabulary:
    """The words of the training captions."""
    return CaptionVocabulary.of(emoji.training().captions)


def name(shown: str, seed: int) -> str:
    """The checkpoint's name."""
    return f"captioner_{shown}_{seed}"


@torch.inference_mode()
def written(model: Captioner, images: np.ndarray, words: CaptionVocabulary, *, batch: int = 256) -> list[str]:
    """The greedy caption of each picture, ``(N, S, S, 3)`` uint8."""
    training, captions = model.training, []
    model.eval()
    for first in range(0, len(images), batch):
        rows = greedy(model, normalised(tensor(images[first : first + batch])))
        captions += [words.text(row) for row in rows]
    model.train(training)
    return captions


def exact(captions: Sequence[str], data: Captioned) -> float:
    """The share of captions that equal one of their picture's captions word for word."""
    return float(np.mean([caption in known for caption, known in zip(captions, data.references, strict=True)]))


def exact_matches(model: Captioner, part: str) -> dict[str, float]:
    """Share of exact matches by greedy decoding on "validation" or "test", for the three kinds of held-out pictures."""
    found = {}
    for kind in emoji.HELD_OUT:
        data = emoji.held_out(part, kind)
        found[kind] = exact(written(model, data.images, vocabulary()), data)
    return found


def fit_bags(recipe: Recipe, runs: Path) -> Encoder:
    """Train the encoder of a seed on bags of words, resuming from its run file if there is one."""
    label, words = f"captioner_encoder_{recipe.seed}", vocabulary()
    run, file = start_bags(recipe, len(words)), runs / f"{label}.run"
    with held(file):
        load_run(file, run)
        for event in bag_events(recipe, run, emoji.training(), words):
            if event.step % SAVE_EVERY == 0 or event.share == 1:
                save_run(file, run)
            if event.step % 500 == 0:
                _print_progress(label, event, "nats a picture")
    return run.model.encoder


def fit(recipe: Recipe, runs: Path) -> Run[Captioner]:
    """Train a captioner, resuming from its run file if there is one; its curve shows exact matches, not a loss."""
    label, words = name(recipe.shown, recipe.seed), vocabulary()
    run, file = start(recipe, len(words)), runs / f"{label}.run"

    def evaluate(model: Captioner) -> float:
        return exact_matches(model, "validation")["compositions"]

    with held(file):
        if not load_run(file, run):
            run.model.encoder.load_state_dict(fit_bags(recipe, runs).state_dict())
        for event in events(recipe, run, emoji.training(), words, evaluate):
            if event.step % SAVE_EVERY == 0 or event.share == 1:
                save_run(file, run)
            if event.validation is not None:
                _print_progress(label, event, f"nats a word, exact matches {event.validation:.1%}")
    return run


def _print_progress(label: str, event: Event, unit: str) -> None:
    minutes = f"{event.seconds / 60:.1f} min, {event.seconds_left / 60:.1f} left"
    print(f"{label}: step {event.step}  {event.loss:.3f} {unit}  {minutes}", flush=True)


def weights_path(label: str, runs: Path) -> Path:
    """Where the weights of a captioner go: to the committed checkpoints, or to the folder of the run files."""
    return checkpoint_path(label) if label in SHIPPED else runs / f"{label}.safetensors"


def ship(recipe: Recipe, runs: Path) -> None:
    """Train, and write checkpoint (float16) and card; the card's numbers are those of the rounded weights."""
    run = fit(recipe, runs)
    run.model.load_state_dict({key: value.half() for key, value in run.model.state_dict().items()})
    save_network(weights_path(name(recipe.shown, recipe.seed), runs), run.model, _card(recipe, run), half=True)


def _card(recipe: Recipe, run: Run) -> dict[str, Any]:
    return {
        "about": f"a captioner that is shown the picture {recipe.shown}, on emoji by two vendors",
        "command": COMMAND,
        "recipe": asdict(recipe),
        "corpus": {"files": emoji.SHA256},
        "exact": {part: exact_matches(run.model, part) for part in ("validation", "test")},
        "parameters": sum(weights.numel() for weights in run.model.parameters()),
        "curve": {
            "columns": ["step", "train", "validation"],
            "unit": "nats a word; share of exact matches on held-out compositions",
            "rows": [[step, round(loss, 4), round(held, 4)] for step, loss, held in run.curve],
        },
        "words": list(vocabulary().words[2:]),
        "wall_seconds": round(run.seconds),
        "machine": f"{platform.machine()}, {torch.get_num_threads()} threads, other work beside it",
        "versions": {"python": platform.python_version(), "torch": torch.__version__.split("+")[0]},
    }


def load_captioner(label: str | Path) -> tuple[Captioner, CaptionVocabulary, dict[str, Any]]:
    """A captioner with its words and its card: a shipped one by its name, any other by the path of its weights.

    Raises:
        CheckpointError: if weights or card are missing or damaged, or do not belong together.
    """
    model, card = load_network(label, Captioner)
    words = card["words"]
    known = isinstance(words, list) and all(isinstance(word, str) for word in words)
    if not known or len(MARKS) + len(words) != model.config["words"]:
        raise mismatch(label)
    model = model.to(memory_format=torch.channels_last)  # pyrefly: ignore[no-matching-overload]  (not in torch's stubs)
    return model, CaptionVocabulary(words), card


def main() -> None:
    """Train the captioners that are missing."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--runs", type=Path, default=Path("runs"), help="folder of the run files")
    parser.add_argument("--seed", type=int, choices=SEEDS, help="only this one; by default all")
    parser.add_argument("--anew", action="store_true", help="also train the networks that exist already")
    options = parser.parse_args()
    runtime.start()
    for seed in SEEDS if options.seed is None else (options.seed,):
        for shown in DECODERS:
            if options.anew or not is_whole(weights_path(name(shown, seed), options.runs)):
                ship(replace(Recipe(), shown=shown, seed=seed), options.runs)


if __name__ == "__main__":
    main()
