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


def training() -> list[Row]:
    """A training step, and what a minute of them reaches, against the same with ``nn.LSTM``."""
    from dataclasses import replace

    import torch
    from torch import nn

    from unrolled import runtime
    from unrolled.models import CharRNN
    from unrolled.training import live
    from unrolled.training.char_rnn import encoded, shakespeare
    from unrolled.training.loop import Budget, Run, train
    from unrolled.training.losses import heldout_loss

    runtime.start()

    class Plain(nn.Module):
        """The same network around ``nn.LSTM``, as most would write it; it offers what the loop asks of a model."""

        def __init__(self, model: CharRNN):
            super().__init__()
            self.core, self.head = model.layers[0].to_torch(), model.h_to_logits

        def initial_state(self, batch: int) -> list:
            return [tuple(torch.zeros(batch, self.core.hidden_size) for _ in range(2))]

        def forward(self, ids, state=None):
            ((h, c),) = self.initial_state(len(ids)) if state is None else state
            x = nn.functional.one_hot(ids, self.core.input_size).float()
            out, (h, c) = self.core(x, (h[None].contiguous(), c[None].contiguous()))
            return self.head(out), [(h[0], c[0])]

    def fresh(plain: bool, recipe: live.Recipe) -> Run:
        run = live.start(recipe, 76)
        if not plain:
            return run
        model = Plain(run.model)
        return Run(model, torch.optim.Adam(model.parameters(), lr=recipe.rate, betas=recipe.decays))

    rows, material = [], live.plays()
    for batch, window in ((64, 100), (32, 50)):

        def pace(plain: bool, batch: int = batch, window: int = window) -> float:
            run, rest = (
                fresh(plain, live.LIVE),
                {"batch": batch, "window": window, "schedule": lambda step, share: 1e-3},
            )
            list(train(run, material.train, budget=Budget(steps=5), **rest))
            began, made = time.perf_counter(), run.step
            list(train(run, material.train, budget=Budget(seconds=run.seconds + 4), **rest))
            return (run.step - made) * batch * window / (time.perf_counter() - began)

        ours, peer = alternate(lambda: pace(False), lambda: pace(True))
        rows.append(
            row(
                f"training step, LSTM 1 x 256, {batch} streams of {window}, two threads", ours, peer,
                peer_name="nn.LSTM and Adam, float32", unit="characters/s", better="higher", goal=2, goal_on="ratio",
                command="training.loop.train with CharRNN(fused=True)",
                peer_command="the same loop with nn.LSTM, one_hot, torch.optim.Adam",
            )
        )  # fmt: skip
    whole = encoded(shakespeare.split().validation)

    def minute(plain: bool) -> float:
        run = fresh(plain, live.LIVE)
        recipe = replace(live.LIVE, seconds=60)
        for _ in live.events(recipe, run, material.train, material.heldout):
            pass
        return heldout_loss(run.model, whole)

    rows.append(
        row(
            "a live training of 60 seconds, LSTM 1 x 256, whole validation plays", minute(False), minute(True),
            peer_name="the same recipe with nn.LSTM", unit="nats a character", better="lower", goal=1.68,
            goal_on="ours",
            command="training.live.LIVE, seed 0", peer_command="the same recipe, nn.LSTM and Adam",
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
        ("cursor in a text, drawn in Python", "ahead", "candidates", 90),
        ("units of the network's shape, drawn in Python", "shape", "sizes", 90),
        ("time of a training, drawn in Python", "training", "three", 90),
        ("a guess in Shannon's game, drawn in Python", "guess", None, 90),
        ("new noise in the microscope, 5 x 160 characters", "microscope", None, 200),
    ):
        keys, new = _latency(what, ours, found["moves"], peer, goal)
        rows += new
        if ours in found["drags"]:
            mouse = {**keys, "command": f"{ours} panel, mouse", "peer_command": "FloatSlider, batch_update, mouse"}
            drags = found["drags"][ours], found["drags"][peer]
            rows.append(row(f"{what}: a drag of 90 moves", *drags, goal=0.85, goal_on="ratio", **mouse))
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


def _latency(what: str, ours: str, moves: dict, peer: str | None, goal: float) -> tuple[dict, list[Row]]:
    """Rows on the time from key to picture, and the words that further rows on the same panel share."""
    keys = {"unit": "ms", "better": "lower", "peer_name": "FigureWidget" if peer else ""}
    keys |= {"peer_command": "FloatSlider, batch_update, arrow keys" if peer else ""}
    keys |= {"command": f"{ours} panel, keys"}
    mine, other = moves[ours], moves[peer] if peer else None
    middle, late = ((percentile(mine, p), peer and percentile(other, p)) for p in (0.5, 0.95))
    rows = [
        row(f"{what}: key to picture, median of {len(mine)}", *middle, goal=None, goal_on="ours", **keys),
        row(f"{what}: key to picture, 95th percentile", *late, goal=goal, goal_on="ours", **keys),
    ]
    if peer:
        rows.append(row(f"{what}: 95th percentile against FigureWidget", *late, goal=0.85, goal_on="ratio", **keys))
    return keys, rows


def lessons() -> list[Row]:
    """The panels of notebooks 01 to 03, and what their kernels take."""
    import bench_browser

    found = bench_browser.measure_lessons()
    rows = []
    for what, ours, peer, goal in (
        ("step of the two equations", "equations", None, 90),
        ("spectral radius in the X-ray, three networks", "radius", "lines", 200),
        ("cursor in the X-ray", "xray", None, 90),
        ("distance in the sky and French, three networks", "clues", None, 90),
        ("start of a descent on the cliff", "exploding", None, 90),
        ("context in the memory horizon", "horizon", None, 90),
        ("character in the four steps", "steps", None, 90),
        ("character in the map of all gates", "gates", None, 90),
        ("value of a held gate, LSTM 2 x 256", "hold", None, 200),
        ("character in the GRU", "gru", None, 90),
        ("moment of the question in the carry", "carry", None, 90),
    ):
        rows += _latency(what, ours, found["moves"], peer, goal)[1]
    for notebook, megabytes in found["memory"].items():
        rows.append(
            row(
                f"peak memory of the kernel of notebook {notebook[:2]}", megabytes, None, unit="MB", goal=700,
                better="lower", goal_on="ours", command=f"{notebook}.ipynb, run all", peer_name="", peer_command="",
            )
        )  # fmt: skip
    return rows


PARTS = {"imports": imports, "sampling": sampling, "training": training, "panels": panels, "lessons": lessons}


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
    about = {"cores": os.cpu_count(), "processor": platform.machine(), "python": platform.python_version(),
             "load_before": round(busy, 2), "command": "make bench"}  # fmt: skip
    file, measured = ROOT / "bench.json", {found.name: asdict(found) for found in rows}
    if chosen != list(PARTS):  # a part alone: its rows take the place of the old ones
        old = json.loads(file.read_text())
        about, measured = old["about"], {kept["name"]: kept for kept in old["rows"]} | measured
    content = {"about": about, "rows": list(measured.values())}
    file.write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
