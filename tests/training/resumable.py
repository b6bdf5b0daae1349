"""A small training that saves as it goes; test_checkpoint.py kills it and lets it go on."""

import os
import signal
import sys
from pathlib import Path

import torch

from unrolled.models import CharRNN
from unrolled.training.loop import Budget, Plan, Run, Schedule, train
from unrolled.training.run_files import load_run, save_run

STEPS, SAVE_EVERY = 24, 4


def small_run() -> Run:
    torch.manual_seed(7)
    model = CharRNN(4, hidden=6, layers=2, dropout=0.3, fused=True)  # with dropout, so that the generator matters
    return Run(model, torch.optim.Adam(model.parameters(), lr=0.01))


def losses(file: Path, kill_after: int | None = None, steps: int = STEPS) -> list[float]:
    """Train to the end, or so far, from where the file says; kill this process the hard way if asked."""
    torch.set_num_threads(1)
    ids = torch.randint(4, (500,), generator=torch.Generator().manual_seed(1))
    run = small_run()
    load_run(file, run)
    found = []
    for event in train(run, ids, Plan(Budget(steps=steps), Schedule(0.01, 3)), batch=4, window=7):
        found.append(event.loss)
        if event.step % SAVE_EVERY == 0:
            save_run(file, run)
        if event.step == kill_after:
            os.kill(os.getpid(), signal.SIGKILL)
    return found


if __name__ == "__main__":
    losses(Path(sys.argv[1]), kill_after=int(sys.argv[2]))
