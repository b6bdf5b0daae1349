"""Measure speed and memory side by side and write bench.json. Run it on a quiet machine: make bench

Every ratio comes from one run: ours and what a user would otherwise use take
turns, and medians are compared. Nothing here is a test; slow machines differ.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
ROUNDS = 5


@dataclass(frozen=True)
class Row:
    """One comparison.

    Attributes:
        name: what is measured.
        ours: our value.
        peer: what the other way gives, or None where there is none.
        peer_name: the other way.
        unit: of both values.
        better: "lower" or "higher".
        goal: the number to reach, or None.
        goal_on: "ours" or "ratio".
        ratio: ours / peer, or None.
        command: how ours is run.
        peer_command: how the other is run.
    """

    name: str
    ours: float
    peer: float | None
    peer_name: str
    unit: str
    better: str
    goal: float | None
    goal_on: str
    command: str
    peer_command: str
    ratio: float | None = None

    def met(self) -> bool | None:
        if self.goal is None:
            return None
        value = self.ours if self.goal_on == "ours" else self.ratio
        return value <= self.goal if self.better == "lower" else value >= self.goal


def row(name: str, ours: float, peer: float | None, **rest: object) -> Row:
    return Row(name, round(ours, 4), peer and round(peer, 4), ratio=peer and round(ours / peer, 4), **rest)


def percentile(values: list[float], share: float) -> float:
    return statistics.quantiles(values, n=100, method="inclusive")[round(100 * share) - 1]


def alternate(ours: Callable[[], float], peer: Callable[[], float]) -> tuple[float, float]:
    """Medians of both, taking turns."""
    pairs = [(ours(), peer()) for _ in range(ROUNDS)]
    return statistics.median(a for a, _ in pairs), statistics.median(b for _, b in pairs)


def imports() -> list[Row]:
    rows = []
    for what, ours, goal in (
        ("import of unrolled and its models", "import unrolled.models", 0.3),
        ("the imports of notebook 04's set-up cell", "from unrolled import exercises, notebook, widgets", 0.3),
    ):
        code = f"import time; a = time.perf_counter(); import torch; b = time.perf_counter(); {ours}; "
        code += "print(time.perf_counter() - b, b - a)"
        runs = [subprocess.run([sys.executable, "-c", code], check=True, capture_output=True) for _ in range(ROUNDS)]
        pairs = [tuple(map(float, run.stdout.split())) for run in runs]
        rows.append(
            row(
                f"{what}, on top of torch's", *(statistics.median(values) for values in zip(*pairs, strict=True)),
                peer_name="import torch itself", unit="s", better="lower", goal=goal, goal_on="ours",
                command=f"python -c 'import torch; {ours}'", peer_command="python -c 'import torch'",
            )
        )  # fmt: skip
    return rows


def sampling() -> list[Row]:
    """Characters a second, one thread."""
    import torch
    from torch import nn

    from unrolled.datasets import shakespeare
    from unrolled.probes import char_rnn as probes
    from unrolled.training.checkpoint import load_char_rnn
    from unrolled.widgets.char_rnn import TEMPERATURES

    torch.set_num_threads(1)
    model, vocabulary, _ = load_char_rnn("shakespeare_2x256")
    V, H, length = len(shakespeare.vocabulary()), model.config["hidden"], 300
    logits, state = probes.read(model, vocabulary.encode("PANDARUS:\n"))
    noise = probes.gumbel_noise(0, length, V)
    core, head = nn.LSTM(V, H, model.config["layers"], batch_first=True).eval(), nn.Linear(H, V)

    @torch.inference_mode()
    def plain() -> float:
        began, state, k = time.perf_counter(), None, torch.zeros(1, 1, dtype=torch.int64)
        for _ in range(length):
            h, state = core(nn.functional.one_hot(k, V).float(), state)
            k = torch.multinomial(torch.softmax(head(h[:, 0]) / 0.8, dim=1), 1)
        return length / (time.perf_counter() - began)

    def ours(temperatures: torch.Tensor) -> float:
        began = time.perf_counter()
        probes.sample(model, logits, state, noise, temperatures)
        return length * len(temperatures) / (time.perf_counter() - began)

    rows = []
    for what, temperatures in (
        ("one passage", torch.tensor([0.8])),
        ("the sweep of 61 temperatures", torch.tensor(TEMPERATURES)),
    ):
        mine, bare = alternate(lambda t=temperatures: ours(t), plain)
        rows.append(
            row(
                f"sampling 2 x {H}, {what}, one thread", mine, bare, peer_name="nn.LSTM, one character at a time",
                unit="characters/s", better="higher", goal=None, goal_on="ratio",
                command=f"probes.char_rnn.sample(model, logits, state, noise, {len(temperatures)} temperatures)",
                peer_command="nn.LSTM(76, 256, 2) step by step, torch.multinomial",
            )
        )  # fmt: skip
    return rows


def panels() -> list[Row]:
    """Everything that needs a browser."""
    import bench_browser

    found = bench_browser.measure()
    rows = []
    for what, ours, peer, goal in (
        ("temperature slider, computed in the page", "temperature", "bars", 25),
        ("logit slider, computed in Python", "softmax", "three", 90),
    ):
        keys = {"unit": "ms", "better": "lower", "peer_name": "FigureWidget"}
        keys |= {"command": f"{ours} panel, arrow keys", "peer_command": "FloatSlider, batch_update, arrow keys"}
        mouse = {**keys, "command": f"{ours} panel, mouse", "peer_command": "FloatSlider, batch_update, mouse"}
        mine, other = found["moves"][ours], found["moves"][peer]
        middle, late = ((percentile(mine, share), percentile(other, share)) for share in (0.5, 0.95))
        rows += [
            row(f"{what}: key to picture, median of {len(mine)}", *middle, goal=None, goal_on="ours", **keys),
            row(f"{what}: key to picture, 95th percentile", *late, goal=goal, goal_on="ours", **keys),
            row(f"{what}: 95th percentile against FigureWidget", *late, goal=0.85, goal_on="ratio", **keys),
            row(
                f"{what}: a drag of 90 moves",
                found["drags"][ours],
                found["drags"][peer],
                goal=0.85,
                goal_on="ratio",
                **mouse,
            ),
        ]
    notebook = {"better": "lower", "goal_on": "ours", "command": "04_char_rnn.ipynb, run all"}
    rows.append(
        row(
            "run all of notebook 04 to the first live panel", *found["first"], unit="s", goal=None, **notebook,
            peer_name="FigureWidget", peer_command="the same set-up, FloatSlider and FigureWidget",
        )
    )  # fmt: skip
    rows.append(
        row(
            "peak memory of the kernel of notebook 04", found["memory"], None, unit="MB", goal=700, **notebook,
            peer_name="", peer_command="",
        )
    )  # fmt: skip
    return rows


PARTS = {"imports": imports, "sampling": sampling, "panels": panels}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("parts", nargs="*", choices=[*PARTS, []], help="default: all")
    chosen = parser.parse_args().parts or list(PARTS)
    busy = os.getloadavg()[0]
    rows = [found for part in chosen for found in PARTS[part]()]
    for found in rows:
        verdict = {True: "✓", False: "✗", None: " "}[found.met()]
        against = f"{found.peer:,.4g} {found.peer_name}, ratio {found.ratio:.2f}" if found.peer else found.peer_name
        print(f"{verdict} {found.name}: {found.ours:,.4g} {found.unit}; {against}")
    if chosen == list(PARTS):
        about = {"cores": os.cpu_count(), "processor": platform.machine(), "python": platform.python_version(),
                 "load_before": round(busy, 2), "command": "make bench"}  # fmt: skip
        content = {"about": about, "rows": [asdict(found) for found in rows]}
        (ROOT / "bench.json").write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
