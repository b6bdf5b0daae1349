"""Loss against size, put together from the studies' result files and the cards of the shipped networks."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby
from typing import Any

import numpy as np

from unrolled.lessons.shakespeare.big_networks.recipe import NAME
from unrolled.lessons.shakespeare.big_networks.record import BigNetworks, Counting, Network
from unrolled.lessons.shakespeare.compressors.probe import BEST
from unrolled.lessons.shakespeare.compressors.probe import NAME as COMPRESSORS
from unrolled.training.checkpoint import load_card
from unrolled.training.results import load_results

LINES = {"xz": "xz", f"PPM, order {BEST}": f"PPM {BEST}", "PPM, without the play so far": f"PPM {BEST} in pieces"}


def big_networks() -> BigNetworks:
    """All measured networks and yardsticks; the largest of the networks trained alike is pointed at."""
    runs = load_results(NAME)
    paces = runs["sampling"]["characters_per_second"]
    alike = sorted((run for run in runs.values() if "seed" in run), key=_size)
    networks = [_network(list(seeds), paces) for _, seeds in groupby(alike, key=_size)]
    shipped = sorted((name for name in runs if name.startswith("shakespeare_")), key=lambda name: _size(runs[name]))
    longer = [_shipped(runs[name], load_card(name), paces) for name in shipped]
    counting = sorted((run for run in runs.values() if "order" in run), key=lambda run: run["order"])
    compressed = load_results(COMPRESSORS)
    lines = {name: compressed[key]["validation"]["nats"] for name, key in LINES.items() if key in compressed}
    return BigNetworks(
        (*networks, *longer),
        tuple(Counting(run["order"], run["ngrams"], run["validation"]) for run in counting),
        dict(sorted(lines.items(), key=lambda line: line[1])),
        index=len(networks) - 1,
    )


def _size(run: Mapping[str, Any]) -> tuple[int, int, int]:
    return run["parameters"], run["layers"], run["hidden"]


def _shape(run: Mapping[str, Any], paces: Mapping[str, int]) -> dict[str, Any]:
    layers, hidden = run["layers"], run["hidden"]
    return {
        "name": f"{layers} × {hidden}", "layers": layers, "hidden": hidden, "parameters": run["parameters"],
        "multiply_adds": run["multiply_adds"], "size": run["bytes"], "written": paces[f"{layers}x{hidden}"],
    }  # fmt: skip


def _network(seeds: list[Mapping[str, Any]], paces: Mapping[str, int]) -> Network:
    nats = [run["nats"] for run in seeds]
    return Network(
        **_shape(seeds[0], paces), nats=float(np.mean(nats)), lowest=min(nats), highest=max(nats), seeds=len(seeds),
        characters=seeds[0]["characters"], seconds=float(np.mean([run["seconds"] for run in seeds])), longer=False,
    )  # fmt: skip


def _shipped(run: Mapping[str, Any], card: Mapping[str, Any], paces: Mapping[str, int]) -> Network:
    """A shipped network: loss and characters from its card, the time from the pace that was measured anew."""
    recipe, nats = card["recipe"], card["nats"]["validation"]
    characters = card["curve"]["rows"][-1][0] * recipe["batch"] * recipe["window"]
    return Network(
        **_shape(run, paces), nats=nats, lowest=nats, highest=nats, seeds=1,
        characters=characters, seconds=characters / run["train_per_second"], longer=True,
    )  # fmt: skip
