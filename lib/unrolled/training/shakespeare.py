"""The network of the slide: three LSTM layers of 512 units on 34 plays, for notebook 05.

    python -m unrolled.training.shakespeare          # or: make train-shakespeare

Stopped at any moment, even killed, the same command goes on from the last saved
step. When it ends it writes the checkpoint, as float16, and its card.
"""

from __future__ import annotations

from unrolled.training.char_rnn import Recipe, train_and_ship

NAME = "shakespeare_3x512"
COMMAND = "python -m unrolled.training.shakespeare"
RECIPE = Recipe(
    hidden=512, layers=3, dropout=0.3, batch=32, window=64, steps=13_000, rate=4e-3, warmup=200, decays=(0.9, 0.99),
    restart=0.02, hold=0.6, low=True, weights="orthogonal", calibrate=True, evaluations=40,
)  # fmt: skip
SNAPSHOTS = (0, 20, 50, 100, 200, 500, 1_000, 2_000, 3_000, 5_000, 8_000)


if __name__ == "__main__":
    train_and_ship(__doc__, NAME, RECIPE, COMMAND, half=True, snapshots=SNAPSHOTS)
