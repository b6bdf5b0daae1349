"""Bench of the TCN: training and streaming against PyPI's pytorch-tcn and a plain stack of nn.Conv1d.

The network is that of the paper's Table 1 for digits read pixel by pixel: 8 levels
of 25 channels, kernel size 7, 784 steps, batches of 32. All three have the same
66,650 parameters and a weight norm; without dropout, float32.
"""

from __future__ import annotations

import os
import resource
import statistics
import sys
import time
from collections.abc import Callable, Iterable

from bench_rows import ROUNDS, Row, row

B, T, C, K, LEVELS = 32, 784, 25, 7, 8
STEPS = 300  # of a stream
NETWORK = f"8 levels of {C} channels, k = {K}, T = {T}, batch {B}"


def plain_stack(inputs: int = 1, channels: int = C, kernel: int = K, levels: int = LEVELS):
    """The obvious form: nn.Conv1d padded on both sides, its end cut off; `(B, T, D)` to `(B, T, C)`."""
    from torch import nn, relu
    from torch.nn.utils.parametrizations import weight_norm

    class Block(nn.Module):
        def __init__(self, inputs: int, dilation: int):
            super().__init__()
            self.extra = (kernel - 1) * dilation
            self.first, self.second = (
                weight_norm(nn.Conv1d(into, channels, kernel, padding=self.extra, dilation=dilation))
                for into in (inputs, channels)
            )
            self.shortcut = nn.Identity() if inputs == channels else nn.Conv1d(inputs, channels, 1)

        def forward(self, x):
            a = relu(self.first(x)[:, :, : -self.extra])
            return relu(relu(self.second(a)[:, :, : -self.extra]) + self.shortcut(x))

    class Stack(nn.Sequential):
        def forward(self, x):
            return super().forward(x.transpose(1, 2)).transpose(1, 2)

    return Stack(*(Block(channels if level else inputs, 2**level) for level in range(levels)))


def pytorch_tcn():
    """The package's network of the same shape, ``(B, T, 1)`` to ``(B, T, C)``."""
    import pytorch_tcn

    return pytorch_tcn.TCN(1, [C] * LEVELS, kernel_size=K, dropout=0.0, use_norm="weight_norm", input_shape="NLC")


def ours(form: str = "TCN"):
    from unrolled.models.tcn.fast import FastTCN
    from unrolled.models.tcn.network import TCN

    return {"TCN": TCN, "FastTCN": FastTCN}[form](1, (C,) * LEVELS, K)


FORMS = {
    # name: a function that makes the network, whether the loss is at the last step only
    "fast, last step": (lambda: ours("FastTCN"), "last"),
    "fast": (lambda: ours("FastTCN"), "forward"),
    "readable": (ours, "forward"),
    "pytorch-tcn": (pytorch_tcn, "forward"),
    "plain": (plain_stack, "forward"),
}


def stepper(name: str) -> Callable[[], None]:
    """One training step of a form without the optimiser: forward, loss at the last step, backward."""
    import torch
    from torch.nn.functional import cross_entropy

    torch.manual_seed(0)
    make, call = FORMS[name]
    network, readout = make(), torch.nn.Linear(C, 10)
    x, y = torch.randn(B, T, 1), torch.randint(10, (B,))
    parameters = [*network.parameters(), *readout.parameters()]
    answer = network.last if call == "last" else lambda x: network(x)[:, -1]

    def step() -> None:
        cross_entropy(readout(answer(x)), y).backward()
        for parameter in parameters:
            parameter.grad = None

    return step


def in_turn(calls: dict[str, Callable[[], None]], rounds: int) -> dict[str, float]:
    """The median seconds of each; they take turns, and the first round does not count."""
    took: dict[str, list[float]] = {name: [] for name in calls}
    for _ in range(rounds + 1):
        for name, call in calls.items():
            began = time.perf_counter()
            call()
            took[name].append(time.perf_counter() - began)
    return {name: statistics.median(times[1:]) for name, times in took.items()}


def peak(name: str) -> float:
    """The peak memory in MB that five training steps add to a process, measured in a new process."""
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        step = stepper(name)
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        for _ in range(5):
            step()
        os.write(write, str((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024).encode())
        os._exit(0)
    os.close(write)
    os.waitpid(child, 0)
    with os.fdopen(read) as answer:
        return float(answer.read())


def streams() -> dict[str, Callable[[], None]]:
    """A sequence of 300 steps, one at a time, batch 1."""
    import torch

    from unrolled.models.tcn.fast_stream import ShelvedTCN
    from unrolled.models.tcn.stream import TCNStream

    torch.manual_seed(0)
    x, network, theirs = torch.randn(1, STEPS, 1), ours().eval(), pytorch_tcn().eval()
    shelved, ringed, numbers = ShelvedTCN(network), TCNStream(network), x.numpy()

    def walk(stream: object, x: Iterable) -> None:
        state = stream.start()
        for t in range(STEPS):
            _, state = stream.step(state, x[:, t])

    @torch.no_grad()
    def inference() -> None:
        theirs.reset_buffers()
        for t in range(STEPS):
            theirs.inference(x[:, t : t + 1])

    return {"fast": lambda: walk(shelved, numbers), "readable": lambda: walk(ringed, x), "pytorch-tcn": inference}


def tcn() -> list[Row]:
    import torch

    memory = {name: peak(name) for name in FORMS}  # first, since a fork needs a process that has no threads yet
    torch.set_num_threads(2)
    seconds = in_turn({name: stepper(name) for name in FORMS}, 3 * ROUNDS)
    torch.set_num_threads(1)
    walks = in_turn(streams(), ROUNDS)
    peers = {"pytorch-tcn": "pytorch-tcn", "plain": "a plain stack of nn.Conv1d, padded on both sides and cut"}
    rows = []
    for name, what in (
        ("fast, last step", "TCN, training step for an answer at the end"),
        ("fast", "TCN, training step with all outputs"),
        ("readable", "TCN as it is read, training step with all outputs"),
    ):
        for peer, words in peers.items():
            goal = 0.5 if peer == "pytorch-tcn" and name != "readable" else None
            rest = {"peer_name": words, "better": "lower", "command": f"tools/bench_tcn.py, {name}: {NETWORK}",
                    "peer_command": f"tools/bench_tcn.py, {peer}: the same"}  # fmt: skip
            rows.append(
                row(f"{what}, against {peer}", 1e3 * seconds[name], 1e3 * seconds[peer], unit="ms", goal=goal,
                    goal_on="ratio", **rest)
            )  # fmt: skip
            rows.append(
                row(f"{what}, memory, against {peer}", memory[name], memory[peer], unit="MB",
                    goal=1.0 if peer == "pytorch-tcn" else None, goal_on="ratio", **rest)
            )  # fmt: skip
    for name, what in (("fast", "TCN step by step"), ("readable", "TCN step by step as it is read")):
        rows.append(
            row(f"{what}, one thread", 1e6 * walks[name] / STEPS, 1e6 * walks["pytorch-tcn"] / STEPS,
                peer_name="pytorch-tcn's inference()", unit="us", better="lower", goal=0.2 if name == "fast" else None,
                goal_on="ratio", command=f"tools/bench_tcn.py, {STEPS} steps of batch 1",
                peer_command="pytorch_tcn.TCN.inference, the same")
        )  # fmt: skip
    return rows


if __name__ == "__main__":
    sys.exit("python tools/bench.py tcn")
