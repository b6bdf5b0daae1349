"""Run files, from which a training resumes: weights, optimiser, carried state and random generator.

One file holds tensors as safetensors, all else as JSON, and a checksum over both. Older files without a checksum can
still be read.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import math
from collections.abc import Generator
from pathlib import Path
from typing import Any

import torch
from safetensors import SafetensorError
from safetensors.torch import load, save
from torch import Tensor

from unrolled.runtime.files import alone, write_whole
from unrolled.training.checkpoint import CheckpointError
from unrolled.training.loop import Run

BLANK = b"0" * 64  # stands for the checksum while it is computed


@contextlib.contextmanager
def held(path: Path) -> Generator[None]:
    """Hold a run file, so that no other process trains on it at the same time.

    Raises:
        BusyError: if another process does.
    """
    busy = f"Another process is training on {path}: let it end, or stop it, and give the same command again."
    with alone(path.with_suffix(".lock"), busy):
        yield


def save_run(path: Path, run: Run) -> None:
    """Write all that a run needs to resume.

    Raises:
        FileError: if it cannot be written; the old file is kept.
    """
    tensors: dict[str, Tensor] = {"generator": torch.get_rng_state()}
    tensors |= {f"model.{key}": value for key, value in run.model.state_dict().items()}
    for index, values in run.optimizer.state_dict()["state"].items():
        tensors |= {f"optimizer.{index}.{key}": value for key, value in values.items()}
    for layer, parts in enumerate(run.state or []):
        tensors |= {f"state.{layer}.{part}": value for part, value in enumerate(parts)}
    words = {"step": run.step, "seconds": run.seconds, "curve": run.curve, "recent": run.recent}
    about = {"run": json.dumps(words), "sha256": BLANK.decode()}
    content = save({key: value.contiguous() for key, value in tensors.items()}, about)
    write_whole(path, content.replace(BLANK, _checksum(content), 1))


def load_run(path: Path, run: Run) -> bool:
    """Load a saved run into a fresh one of the same shape.

    Returns:
        Whether there was a file to load.

    Raises:
        CheckpointError: if the file is damaged or belongs to another shape of model.
    """
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return False
    except OSError as error:
        raise _unusable(path, error.strerror or type(error).__name__) from None
    try:
        _take_up(run, content)
    except (SafetensorError, RuntimeError, KeyError, TypeError, ValueError, IndexError, AttributeError) as error:
        raise _unusable(path, str(error) if isinstance(error, _DamageError) else type(error).__name__) from None
    return True


class _DamageError(ValueError):
    """What is wrong with a file, in a few words."""


def _unusable(path: Path, fault: str) -> CheckpointError:
    return CheckpointError(
        f"The run file {path} is damaged or belongs to another model ({fault}): delete it to start from the beginning."
    )


def _checksum(content: bytes) -> bytes:
    return hashlib.sha256(content).hexdigest().encode()


def _take_up(run: Run, content: bytes) -> None:
    """Read everything, then change the run."""
    about = json.loads(content[8 : 8 + int.from_bytes(content[:8], "little")])["__metadata__"]
    seal = about.get("sha256", "").encode()
    if seal and _checksum(content.replace(seal, BLANK, 1)) != seal:
        raise _DamageError("its checksum does not match")
    tensors, words = load(content), _words(json.loads(about["run"]))
    unknown = [key for key in tensors if key.split(".")[0] not in ("generator", "model", "optimizer", "state")]
    if unknown:
        raise _DamageError(f"it holds an unknown entry {unknown[0]}")
    generator, now = tensors["generator"], torch.get_rng_state()
    if (generator.dtype, generator.shape) != (now.dtype, now.shape):
        raise _DamageError("its random generator is not one of torch's")
    optimizer, carried = _optimizer(tensors, run, words["step"]), _carried(tensors)
    run.model.load_state_dict(_under(tensors, "model."))
    run.optimizer.load_state_dict(optimizer)
    for weights, values in run.optimizer.state.items():  # fused optimisers want the memory layout of the weights
        values |= {
            name: torch.empty_like(weights).copy_(value)
            for name, value in values.items()
            if value.shape == weights.shape
        }
    run.state = carried or None
    run.step, run.seconds, run.curve, run.recent = (words[name] for name in ("step", "seconds", "curve", "recent"))
    torch.set_rng_state(generator)


def _words(words: dict[str, Any]) -> dict[str, Any]:
    """The entries kept as JSON, converted to their types."""
    found = {
        "step": int(words["step"]),
        "seconds": float(words["seconds"]),
        "curve": [(int(step), float(train), float(held_out)) for step, train, held_out in words["curve"]],
        "recent": [float(loss) for loss in words["recent"]],
    }
    if found["step"] < 0 or not math.isfinite(found["seconds"]):
        raise _DamageError("its step or its time is out of range")
    return found


def _optimizer(tensors: dict[str, Tensor], run: Run, step: int) -> dict[str, Any]:
    """The optimiser's state: for each weight updated so far, tensors of its shape, and numbers."""
    content = run.optimizer.state_dict()
    weights = [one for group in run.optimizer.param_groups for one in group["params"]]
    for key, value in _under(tensors, "optimizer.").items():
        index, name = key.split(".")
        if value.ndim and value.shape != weights[int(index)].shape:
            raise _DamageError("its optimiser belongs to another model")
        content["state"].setdefault(int(index), {})[name] = value
    names = {frozenset(values) for values in content["state"].values()}
    if len(names) > 1 or (step and not names and not isinstance(run.optimizer, torch.optim.SGD)):
        raise _DamageError("its optimiser state is incomplete")
    return content


def _carried(tensors: dict[str, Tensor]) -> list[tuple[Tensor, ...]]:
    """The state that the model carries into the next window, by layer."""
    layers: dict[int, list[Tensor]] = {}
    for key, value in sorted(_under(tensors, "state.").items()):
        layer, _ = key.split(".")
        layers.setdefault(int(layer), []).append(value)
    return [tuple(layers[layer]) for layer in sorted(layers)]


def _under(tensors: dict[str, Tensor], prefix: str) -> dict[str, Tensor]:
    return {key.removeprefix(prefix): value for key, value in tensors.items() if key.startswith(prefix)}
