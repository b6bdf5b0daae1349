"""Benchmarks that need no browser: imports, sampling, training."""

from __future__ import annotations

import re
import statistics
import subprocess
import sys
import time
from pathlib import Path

from bench_rows import ROUNDS, Row, alternate, row


def used_by(notebook: str) -> str:
    """The project's imports of a notebook, with every panel and exercise it names, since these are imported lazily."""
    source = (Path(__file__).resolve().parents[1] / "notebooks" / "scripts" / f"{notebook}.py").read_text()
    lines = re.findall(r"^from unrolled.*$", source, re.MULTILINE)
    return "; ".join([*lines, *sorted(set(re.findall(r"\bchar_rnn\.\w+(?=[,()])", source)))])


def imports() -> list[Row]:
    rows = []
    for what, ours, goal in (
        ("import of unrolled and its models", "import unrolled.models", 0.3),
        ("the imports of notebook 04, its panels' too", used_by("04_char_rnn"), 0.3),
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
    """Characters a second, one thread: the network of notebook 04 as it is read, that of 05 by the sampler."""
    import torch

    from unrolled.lessons.char_rnn.temperature.panel import TEMPERATURES
    from unrolled.measuring import char_rnn as probes
    from unrolled.training.checkpoint import load_char_rnn, load_sampler

    torch.set_num_threads(1)
    rows = []
    for name, load, goal in (
        ("shakespeare_2x256", load_char_rnn, None),
        ("latex_2x512", load_sampler, None),
        ("shakespeare_3x512", load_sampler, 60),
    ):
        model, vocabulary, _ = load(name)
        layers, hidden, length = model.config["layers"], model.config["hidden"], 300
        logits, state = probes.read(model, vocabulary.encode("PANDARUS:\n"))
        noise = probes.gumbel_noise(0, length, len(vocabulary))
        plain = _plain_writer(len(vocabulary), hidden, layers, length)

        def ours(temperatures: torch.Tensor, model=model, start=(logits, state), noise=noise) -> float:
            began = time.perf_counter()
            probes.sample(model, *start, noise, temperatures)
            return len(noise) * len(temperatures) / (time.perf_counter() - began)

        for what, temperatures in (
            ("one passage", torch.tensor([0.8])),
            ("five temperatures", torch.tensor([0.0, 0.5, 0.8, 1.0, 1.5])),
            ("the sweep of 61 temperatures", torch.tensor(TEMPERATURES)),
        ):
            mine, bare = alternate(lambda t=temperatures: ours(t), plain)
            words = {
                "peer_name": "nn.LSTM, one character at a time", "unit": "characters/s", "better": "higher",
                "command": f"probes.char_rnn.sample({load.__name__}(\"{name}\"), {len(temperatures)} temperatures)",
                "peer_command": f"nn.LSTM({len(vocabulary)}, {hidden}, {layers}) step by step, torch.multinomial",
            }  # fmt: skip
            alone = goal if len(temperatures) == 1 else None
            called = f"sampling {layers} x {hidden}, {what}, one thread"
            if name.startswith("latex"):
                called = f"sampling LaTeX with {layers} x {hidden}, {what}, one thread"
            rows.append(row(called, mine, bare, goal=alone, goal_on="ratio", **words))
            if alone:
                words |= {"peer_name": "", "peer_command": ""}
                rows.append(row(f"{called}: pace", mine, None, goal=6000, goal_on="ours", **words))
                wait = words | {"unit": "ms", "better": "lower"}
                rows.append(
                    row(
                        f"{length} characters anew, {called}",
                        1e3 * length / mine,
                        None,
                        goal=100,
                        goal_on="ours",
                        **wait,
                    )
                )
    return rows


def _plain_writer(V: int, hidden: int, layers: int, length: int):
    """Characters a second of the usual sampling loop."""
    import torch
    from torch import nn

    core, head = nn.LSTM(V, hidden, layers, batch_first=True).eval(), nn.Linear(hidden, V)

    @torch.inference_mode()
    def plain() -> float:
        began, state, k = time.perf_counter(), None, torch.zeros(1, 1, dtype=torch.int64)
        for _ in range(length):
            h, state = core(nn.functional.one_hot(k, V).float(), state)
            k = torch.multinomial(torch.softmax(head(h[:, 0]) / 0.8, dim=1), 1)
        return length / (time.perf_counter() - began)

    return plain


def training() -> list[Row]:
    """A training step, and the loss after a minute, against the same with ``nn.LSTM``."""
    from dataclasses import replace

    import torch
    from torch import nn

    from unrolled import runtime
    from unrolled.models import CharRNN
    from unrolled.training import live
    from unrolled.training import shakespeare as shakespeare_3x512
    from unrolled.training.char_rnn import encoded, shakespeare
    from unrolled.training.loop import Budget, Plan, Run, steady, train
    from unrolled.training.losses import heldout_loss

    runtime.start()

    class Plain(nn.Module):
        """The same network around ``nn.LSTM``, in the usual form, with the interface that the loop needs."""

        def __init__(self, model: CharRNN):
            super().__init__()
            self.cores = nn.ModuleList(layer.to_torch() for layer in model.layers)
            self.head = model.h_to_logits

        def initial_state(self, batch: int) -> list:
            return [tuple(torch.zeros(batch, core.hidden_size) for _ in range(2)) for core in self.cores]

        def forward(self, ids, state=None):
            state = self.initial_state(len(ids)) if state is None else state
            x, after = nn.functional.one_hot(ids, self.cores[0].input_size).float(), []
            for core, (h, c) in zip(self.cores, state, strict=True):
                x, (h, c) = core(x, (h[None].contiguous(), c[None].contiguous()))
                after.append((h[0], c[0]))
            return self.head(x), after

    def fresh(plain: bool, recipe: live.Recipe) -> Run:
        run = live.start(recipe, 76)
        if not plain:
            return run
        model = Plain(run.model)
        return Run(model, torch.optim.Adam(model.parameters(), lr=recipe.rate, betas=recipe.decays))

    rows, material = [], live.plays()
    for recipe in (replace(live.LIVE, batch=64, window=100), live.LIVE, shakespeare_3x512.RECIPE):
        batch, window = recipe.batch, recipe.window

        def pace(plain: bool, recipe: live.Recipe = recipe, batch: int = batch, window: int = window) -> float:
            run = fresh(plain, recipe)
            shape, bfloat16 = {"batch": batch, "window": window}, recipe.low and not plain

            def plan(budget: Budget) -> Plan:
                return Plan(budget, steady(1e-3), bfloat16=bfloat16)

            list(train(run, material.train, plan(Budget(steps=5)), **shape))
            began, made = time.perf_counter(), run.step
            list(train(run, material.train, plan(Budget(seconds=run.seconds + 4)), **shape))
            return (run.step - made) * batch * window / (time.perf_counter() - began)

        ours, peer = alternate(lambda: pace(False), lambda: pace(True))
        rows.append(
            row(
                f"training step, LSTM {recipe.layers} x {recipe.hidden}, {batch} streams of {window}, "
                f"{'bfloat16, ' * recipe.low}two threads",
                ours, peer,
                peer_name="nn.LSTM and Adam, float32", unit="characters/s", better="higher", goal=2, goal_on="ratio",
                command=f"training.loop.train with CharRNN(fused=True){', low=True' * recipe.low}",
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
