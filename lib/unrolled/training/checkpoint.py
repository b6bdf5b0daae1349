"""Checkpoints without pickles, as the project ships them: weights as safetensors, beside them a card as JSON.

A card says what the network is, what it was trained on and how well it does; it names the SHA-256 of its weights.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar, overload

from safetensors import SafetensorError
from safetensors.torch import load, save
from torch import Tensor, nn

from unrolled.datasets.paths import data_folder
from unrolled.datasets.text import Vocabulary
from unrolled.models.char_rnn import CharRNN
from unrolled.models.char_tcn import CharTCN
from unrolled.models.language_model import CharModel
from unrolled.models.sampler import Sampler
from unrolled.runtime import UnrolledError
from unrolled.runtime.files import write_whole
from unrolled.training.entries import parse

TARGETS = {  # of the Makefile, by how a checkpoint's name begins
    "shakespeare_2x256": "train-char-rnn",
    "shakespeare_3x512": "train-shakespeare",
    "latex": "train-latex",
    "trio": "train-trio",
    "captioner": "train-captioners",
}


DEPTHS = ("layers", "levels")  # sizes that are not the side of a tensor
Simple = int | float | str | bool  # types of the values in a configuration


Network = TypeVar("Network", bound=nn.Module)


class CheckpointError(UnrolledError):
    """A checkpoint, its card or a run file is missing or damaged."""


def checkpoint_path(name: str) -> Path:
    """Where the weights of a shipped checkpoint lie; its card is beside them, with the ending ``.json``."""
    return data_folder() / "checkpoints" / f"{name}.safetensors"


def _card_path(path: Path) -> Path:
    return path.with_suffix(".json")


def save_char_rnn(
    path: Path, model: CharModel, vocabulary: Vocabulary, card: dict[str, Any], *, half: bool = False
) -> None:
    """Write weights and card; the card gets the model's configuration, its characters and the weights' SHA-256.

    With ``half`` the weights are written as float16, in half the space; loaded, they are float32 again.
    """
    save_network(path, model, card | {"characters": "".join(vocabulary.characters)}, half=half)


def save_network(path: Path, model: nn.Module, card: dict[str, Any], *, half: bool = False) -> None:
    """Write weights and card of any network; unlike :func:`save_char_rnn` the card names no characters."""
    kept = {name: value.half() if half else value for name, value in model.state_dict().items()}
    weights = save({name: value.contiguous() for name, value in kept.items()})
    card = {**card, "config": model.config, "sha256": hashlib.sha256(weights).hexdigest()}
    write_whole(_card_path(path), (json.dumps(card, indent=1, ensure_ascii=False) + "\n").encode())
    write_whole(path, weights)


def load_char_rnn(name: str | Path) -> tuple[CharRNN | CharTCN, Vocabulary, dict[str, Any]]:
    """Load a shipped checkpoint by name, or any by its path.

    Returns:
        The model in evaluation mode, its vocabulary, and its card.

    Raises:
        CheckpointError: if weights or card are missing or damaged, or do not belong together.
    """
    model, card = load_network(name)
    characters = card["characters"]
    if not isinstance(characters, str) or len(set(characters)) != len(characters) != 0:
        raise _damaged(_card_path(_path(name)), "its characters are missing or not all different")
    if len(characters) != model.config["characters"]:
        raise mismatch(name)
    return model, Vocabulary(characters), card


def load_sampler(name: str | Path) -> tuple[Sampler, Vocabulary, dict[str, Any]]:
    """The same in its fast form, see ``unrolled.models.sampler``."""
    model, vocabulary, card = load_char_rnn(name)
    return Sampler(model), vocabulary, card


def load_card(name: str | Path) -> dict[str, Any]:
    """The card of a shipped checkpoint by name, or of any by its path, without its weights.

    Raises:
        CheckpointError: if it is missing or damaged; also later, when a missing entry is read.
    """
    path = _card_path(_path(name))
    try:
        card = parse(path.read_bytes(), path, _damaged)
    except OSError as error:
        raise _missing(path, error) from None
    if not re.fullmatch("[0-9a-f]{64}", str(card["sha256"])):
        raise _damaged(path, "its SHA-256 is missing or malformed")
    if not isinstance(card["config"], dict) or not all(isinstance(kept, Simple) for kept in card["config"].values()):
        raise _damaged(path, "its configuration is missing or malformed")
    return card


@overload
def load_network(name: str | Path, make: None = None) -> tuple[CharRNN | CharTCN, dict[str, Any]]: ...


@overload
def load_network(name: str | Path, make: Callable[..., Network]) -> tuple[Network, dict[str, Any]]: ...


def load_network(name: str | Path, make: Callable[..., nn.Module] | None = None) -> tuple[nn.Module, dict[str, Any]]:
    """Load what :func:`save_network` wrote: as :func:`load_char_rnn`, without a vocabulary.

    ``make`` builds the network from the card's configuration; by default a ``CharRNN`` or ``CharTCN``.
    """
    path, card = _path(name), load_card(name)
    try:
        content = path.read_bytes()
    except OSError as error:
        raise _missing(path, error) from None
    if hashlib.sha256(content).hexdigest() != card["sha256"]:
        raise _damaged(path, "its SHA-256 is not the one on its card")
    try:
        weights = load(content)
        _check_sizes(card["config"], weights)
        model = (make or _network)(**card["config"])
        model.load_state_dict(weights)
    except (KeyError, TypeError, ValueError, RuntimeError, SafetensorError):
        raise mismatch(path) from None
    return model.eval(), card


def is_whole(name: str | Path) -> bool:
    """Whether a checkpoint exists and its card fits its weights: a training may be killed between the two writes."""
    try:
        return hashlib.sha256(_path(name).read_bytes()).hexdigest() == load_card(name)["sha256"]
    except (OSError, CheckpointError):
        return False


def _network(cell: str, **sizes: Any) -> CharRNN | CharTCN:
    return CharTCN(**sizes) if cell == "tcn" else CharRNN(cell=cell, **sizes)


def _check_sizes(config: dict[str, Any], weights: dict[str, Tensor]) -> None:
    """Refuse sizes that do not fit these weights, before a network of such a size is built.

    Raises:
        ValueError: if there is one.
    """
    largest = max((side for tensor in weights.values() for side in tensor.shape), default=0)
    for name, size in config.items():
        most = len(weights) if name in DEPTHS else largest
        if isinstance(size, int) and not 0 <= size <= most:
            raise ValueError(f"{name} is {size}")


def _path(name: str | Path) -> Path:
    return name if isinstance(name, Path) else checkpoint_path(name)


def _repair(path: Path) -> str:
    target = next((target for start, target in TARGETS.items() if path.stem.startswith(start)), None)
    anew = f" with `make {target}`" if target else ""
    return f"restore it with `git checkout -- '{path.parent}/{path.stem}.*'`, or train it anew{anew}"


def _missing(path: Path, error: OSError) -> CheckpointError:
    return CheckpointError(f"The checkpoint {path.stem} is missing ({error.filename}): {_repair(path)}.")


def _damaged(path: Path, fault: str) -> CheckpointError:
    what = "card of the checkpoint" if path.suffix == ".json" else "checkpoint"
    return CheckpointError(f"The {what} {path.stem} is damaged ({fault}): {_repair(path)}.")


def mismatch(name: str | Path) -> CheckpointError:
    """The error to raise if a card does not fit its weights."""
    path = _path(name)
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
