"""The paper's setting: photographs with five captions each, Flickr8k, on a GPU where there is one.

Not run: the photographs were not available here. A test trains a small network on a few pictures of the same form. What
is different from the paper: the encoder learns from scratch, on pictures 64 pixels wide, since weights trained on
ImageNet could not be had; expect lower scores. Words that training uses fewer than five times are left out, as in the
paper.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from unrolled.datasets.caption_words import UNSCORED, CaptionVocabulary
from unrolled.datasets.captioned import Captioned
from unrolled.models.captioner import Captioner, beam_search
from unrolled.training.augment import augmented
from unrolled.training.captioning import Recipe, normalised, start, tensor
from unrolled.training.loop import Event, Run, train_on
from unrolled.training.run_files import held, load_run, save_run

LEAST = 5  # times that training uses a word; rarer ones are left out (Vinyals and others 2015, section 4.3.1)
RECIPE = replace(
    Recipe(), size=64, channels=64, features=512, embedding=512, hidden=512, dropout=0.3, batch=128, steps=40_000,
    rate=1e-3, warmup=1000, frozen=0.0, strength=0.5, bfloat16=False, evaluations=40,
)  # fmt: skip
REDUCED = replace(
    RECIPE, size=32, channels=16, features=256, embedding=128, hidden=256, batch=64, steps=8000, warmup=200
)  # without a GPU
SAVE_EVERY, BEAM = 500, 20


def device() -> torch.device:
    """The GPU, or the processor where there is none."""
    return torch.device("cuda" if torch.cuda.is_available() else "cpu")


def suited() -> Recipe:
    """The whole recipe where there is a GPU, else the reduced one, which is enough for a laptop."""
    return RECIPE if device().type == "cuda" else REDUCED


def events(
    recipe: Recipe,
    run: Run[Captioner],
    data: Captioned,
    words: CaptionVocabulary,
    evaluate: Callable[[Captioner], float] | None = None,
) -> Iterator[Event]:
    """Train on pictures and one of their captions, drawn anew each time; the loss is nats a word.

    Pictures wait as bytes; only those of an update become numbers, where the network is.
    """
    place = next(run.model.parameters()).device
    read, following = words.windows([caption for captions in data.references for caption in captions])
    counts = np.array([len(captions) for captions in data.references])
    firsts = np.concatenate([[0], np.cumsum(counts)[:-1]])

    def draw() -> tuple[Tensor, Tensor]:
        chosen = torch.randint(len(data), (recipe.batch,))
        k = chosen.numpy()
        return chosen, torch.from_numpy(firsts[k]) + (torch.rand(recipe.batch) * torch.from_numpy(counts[k])).long()

    def loss(model: nn.Module, chosen: Tensor, captions: Tensor) -> Tensor:
        shown = augmented(tensor(data.images[chosen.numpy()]), recipe.strength)
        logits = model(normalised(shown).to(place), read[captions].to(place))
        targets = following[captions].to(place)
        return nn.functional.cross_entropy(logits.flatten(0, 1), targets.flatten(), ignore_index=UNSCORED)

    yield from train_on(run, draw, recipe.plan(evaluate), loss=loss)


@torch.inference_mode()
def heldout_loss(model: nn.Module, data: Captioned, words: CaptionVocabulary, *, batch: int = 256) -> float:
    """Nats a word of the first caption of each held-out picture."""
    place, total, count = next(model.parameters()).device, 0.0, 0
    read, following = words.windows(data.captions)
    model.eval()
    for first in range(0, len(data), batch):
        part = slice(first, first + batch)
        logits = model(normalised(tensor(data.images[part])).to(place), read[part].to(place))
        targets = following[part].to(place)
        scored = int((targets != UNSCORED).sum())
        total += scored * nn.functional.cross_entropy(
            logits.flatten(0, 1), targets.flatten(), ignore_index=UNSCORED
        ).item()  # fmt: skip
        count += scored
    return total / max(count, 1)


def vocabulary(parts: Mapping[str, Captioned]) -> CaptionVocabulary:
    """The words that the training captions use at least ``LEAST`` times."""
    return CaptionVocabulary.of((one for captions in parts["train"].references for one in captions), LEAST)


def fit(
    recipe: Recipe,
    parts: Mapping[str, Captioned],
    words: CaptionVocabulary,
    runs: Path,
    tell: Callable[[str], None] = lambda line: print(line, flush=True),
) -> Run[Captioner]:
    """Train on "train", with the loss on "validation" for the curve, going on where a run file is found."""
    run, file = start(recipe, len(words)), runs / "photographs.run"
    run.model.to(device())
    validation = parts["validation"]
    with held(file):
        load_run(file, run)
        for event in events(recipe, run, parts["train"], words, lambda model: heldout_loss(model, validation, words)):
            if event.step % SAVE_EVERY == 0 or event.share == 1:
                save_run(file, run)
            if event.validation is not None:
                tell(f"step {event.step}: {event.validation:.3f} nats a word, {event.seconds_left / 60:.0f} min left")
    return run


def written(run: Run[Captioner], data: Captioned, words: CaptionVocabulary, width: int = BEAM) -> list[str]:
    """The best caption that a beam finds for each picture."""
    model = run.model.eval().cpu()
    pictures = (normalised(tensor(data.images[k : k + 1])) for k in range(len(data)))
    return [words.text(beam_search(model, picture, width).ids[0]) for picture in pictures]
