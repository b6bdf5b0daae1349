"""Checkpoints without pickles: safetensors for numbers, JSON for words.

A *checkpoint* is what ships: weights and a card. A *run file* is what lets a
training go on: weights, optimiser, carried state and random generator. Both are
written beside their place and moved there when whole, so that a killed process
or a full disk never costs the last good one.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import torch
from safetensors import SafetensorError, safe_open
from safetensors.torch import save
from torch import Tensor, nn

from unrolled.datasets.paths import data_folder
from unrolled.datasets.text import Vocabulary
from unrolled.models.char_rnn import CharRNN
from unrolled.models.char_tcn import CharTCN
from unrolled.models.sampler import Sampler
from unrolled.runtime import UnrolledError
from unrolled.training.loop import Run

TARGETS = {  # of the Makefile, by how a checkpoint's name begins
    "shakespeare_2x256": "train-char-rnn",
    "shakespeare_3x512": "train-shakespeare",
    "latex": "train-latex",
    "trio": "train-trio",
    "captioner": "train-captioners",
}


class CheckpointError(UnrolledError):
    """A checkpoint is missing or damaged."""


def write_whole(path: Path, content: bytes) -> None:
    """Write a file so that it is either the old one or the whole new one, never half of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(path.name + ".part")
    try:
        with part.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def checkpoint_path(name: str) -> Path:
    """Where the weights of a shipped checkpoint lie; its card is beside them, with the ending ``.json``."""
    return data_folder() / "checkpoints" / f"{name}.safetensors"


def save_char_rnn(
    path: Path, model: CharRNN, vocabulary: Vocabulary, card: dict[str, Any], *, half: bool = False
) -> None:
    """Write weights and card; the card gets the model's configuration, its characters and the weights' SHA-256.

    With ``half`` the weights are written as float16, in half the space; loaded, they are float32 again.
    """
    save_network(path, model, card | {"characters": "".join(vocabulary.characters)}, half=half)


def save_network(path: Path, model: nn.Module, card: dict[str, Any], *, half: bool = False) -> None:
    """The same for a network that knows words or symbols by number: a card without characters."""
    kept = {name: value.half() if half else value for name, value in model.state_dict().items()}
    weights = save({name: value.contiguous() for name, value in kept.items()})
    card = {**card, "config": model.config, "sha256": hashlib.sha256(weights).hexdigest()}
    write_whole(path, weights)
    write_whole(path.with_suffix(".json"), (json.dumps(card, indent=1, ensure_ascii=False) + "\n").encode())


def load_char_rnn(name: str | Path) -> tuple[CharRNN | CharTCN, Vocabulary, dict[str, Any]]:
    """Load a shipped checkpoint by name, or any by its path.

    Returns:
        The model in evaluation mode, its vocabulary, and its card.

    Raises:
        CheckpointError: if weights or card are missing or damaged, or do not belong together.
    """
    model, card = load_network(name)
    try:
        return model, Vocabulary(card["characters"]), card
    except (KeyError, TypeError, ValueError):
        raise _mismatch(_path(name)) from None


def load_sampler(name: str | Path) -> tuple[Sampler, Vocabulary, dict[str, Any]]:
    """The same in its fast form, see ``unrolled.models.sampler``."""
    model, vocabulary, card = load_char_rnn(name)
    return Sampler(model), vocabulary, card


def load_card(name: str | Path) -> dict[str, Any]:
    """The card of a shipped checkpoint by name, or of any by its path, without its weights.

    Raises:
        CheckpointError: if it is missing or damaged.
    """
    path = _path(name)
    try:
        return json.loads(path.with_suffix(".json").read_text("utf-8"))
    except OSError as error:
        raise _missing(path, error) from None
    except ValueError:
        raise CheckpointError(f"The card of the checkpoint {path.stem} is not JSON: {_repair(path)}.") from None


def load_network(
    name: str | Path, make: Callable[..., nn.Module] | None = None
) -> tuple[CharRNN | CharTCN | nn.Module, dict[str, Any]]:
    """Load what :func:`save_network` wrote: as :func:`load_char_rnn`, without a vocabulary.

    ``make`` builds the network from the card's configuration; by default it is one that reads characters or words.
    """
    path, card = _path(name), load_card(name)
    try:
        weights = path.read_bytes()
    except OSError as error:
        raise _missing(path, error) from None
    if hashlib.sha256(weights).hexdigest() != card.get("sha256"):
        raise CheckpointError(f"The checkpoint {path.stem} is damaged: its SHA-256 is not the card's: {_repair(path)}.")
    try:
        model = (make or _network)(**card["config"])
        with safe_open(path, framework="pt") as file:
            model.load_state_dict({key: file.get_tensor(key) for key in file.keys()})  # noqa: SIM118
    except (KeyError, TypeError, ValueError, RuntimeError, SafetensorError):
        raise _mismatch(path) from None
    return model.eval(), card


def _network(cell: str, **sizes: Any) -> CharRNN | CharTCN:
    return CharTCN(**sizes) if cell == "tcn" else CharRNN(cell=cell, **sizes)


def _path(name: str | Path) -> Path:
    return name if isinstance(name, Path) else checkpoint_path(name)


def _repair(path: Path) -> str:
    target = next((target for start, target in TARGETS.items() if path.stem.startswith(start)), None)
    anew = f" with `make {target}`" if target else ""
    return f"restore it with `git checkout -- '{path.parent}/{path.stem}.*'`, or train it anew{anew}"


def _missing(path: Path, error: OSError) -> CheckpointError:
    return CheckpointError(f"The checkpoint {path.stem} is missing ({error.filename}): {_repair(path)}.")


def _mismatch(path: Path) -> CheckpointError:
    return CheckpointError(f"Weights and card of the checkpoint {path.stem} do not belong together: {_repair(path)}.")


def summary(card: dict[str, Any]) -> str:
    """A card in one sentence, for a status line."""
    config = card["config"]
    kind = "plays" if "plays" in card else "chapters"
    return (
        f"{config['cell'].upper()}, {config['layers']} layers of {config['hidden']}, "
        f"{card['nats']['validation']:.2f} nats a character "
        f"on {kind} it never saw ({' and '.join(card[kind]['validation'])})."
    )


def save_run(path: Path, run: Run) -> None:
    """Write all that a run needs to go on."""
    tensors: dict[str, Tensor] = {"generator": torch.get_rng_state()}
    tensors |= {f"model.{key}": value for key, value in run.model.state_dict().items()}
    for index, values in run.optimizer.state_dict()["state"].items():
        tensors |= {f"optimizer.{index}.{key}": value for key, value in values.items()}
    for layer, parts in enumerate(run.state or []):
        tensors |= {f"state.{layer}.{part}": value for part, value in enumerate(parts)}
    words = {"step": run.step, "seconds": run.seconds, "curve": run.curve, "recent": run.recent}
    content = save({key: value.contiguous() for key, value in tensors.items()}, {"run": json.dumps(words)})
    write_whole(path, content)


def load_run(path: Path, run: Run) -> bool:
    """Put a saved run's numbers into a fresh one of the same shape.

    Returns:
        Whether there was a file to load.

    Raises:
        CheckpointError: if the file is damaged or belongs to another shape of model.
    """
    if not path.exists():
        return False
    try:
        with safe_open(path, framework="pt") as file:
            words = json.loads(file.metadata()["run"])
            tensors = {key: file.get_tensor(key) for key in file.keys()}  # noqa: SIM118
        run.model.load_state_dict(_under(tensors, "model."))
    except (SafetensorError, RuntimeError, KeyError, TypeError) as error:
        raise CheckpointError(
            f"The run file {path} is damaged or belongs to another model ({type(error).__name__}): "
            "delete it to start from the beginning."
        ) from None
    optimizer = run.optimizer.state_dict()
    for key, value in _under(tensors, "optimizer.").items():
        index, name = key.split(".", 1)
        optimizer["state"].setdefault(int(index), {})[name] = value
    run.optimizer.load_state_dict(optimizer)
    for weights, values in run.optimizer.state.items():  # fused optimisers read both in the order of memory
        values |= {
            name: torch.empty_like(weights).copy_(value)
            for name, value in values.items()
            if value.shape == weights.shape
        }
    carried: dict[int, list[Tensor]] = {}
    for key, value in sorted(_under(tensors, "state.").items()):
        carried.setdefault(int(key.split(".")[0]), []).append(value)
    run.state = [tuple(carried[layer]) for layer in sorted(carried)] or None
    run.step, run.seconds = words["step"], words["seconds"]
    run.curve, run.recent = [tuple(point) for point in words["curve"]], words["recent"]
    torch.set_rng_state(tensors["generator"])
    return True


def _under(tensors: dict[str, Tensor], prefix: str) -> dict[str, Tensor]:
    return {key.removeprefix(prefix): value for key, value in tensors.items() if key.startswith(prefix)}
