"""Two LSTM layers of 512 units on the source of the Stacks project, for notebook 06.

    python -m unrolled.training.latex          # or: make train-latex

Stopped at any moment, even killed, the same command goes on from the last saved
step. When it ends it writes the checkpoint, as float16, and its card. The text comes
by the registry, see ``unrolled.datasets.latex``.
"""

from __future__ import annotations

from unrolled.datasets import latex
from unrolled.training.char_rnn import Recipe, train_and_ship

NAME = "latex_2x512"
COMMAND = "python -m unrolled.training.latex"
RECIPE = Recipe(
    hidden=512, layers=2, dropout=0.0, batch=16, window=256, steps=9_000, rate=4e-3, warmup=200, decays=(0.9, 0.99),
    restart=0.02, hold=0.7, cycles=2, low=True, weights="orthogonal", evaluations=60,
)  # fmt: skip
SNAPSHOTS = (0, 20, 50, 100, 200, 500, 1_000, 2_000, 3_000, 4_500, 6_000)


if __name__ == "__main__":
    train_and_ship(__doc__, NAME, RECIPE, COMMAND, corpus=latex.corpus, half=True, snapshots=SNAPSHOTS)
