"""Solutions of notebook 03 on the cells of LSTM and GRU."""

import numpy as np


def sigmoid(x):
    """From any number to a share between 0 and 1."""
    return 1 / (1 + np.exp(-x))


def lstm_step(x, h, c, W_x, W_h, b):
    """All sums at once, three gates and a candidate, then the two lines of the carry and the output."""
    i, f, g, o = np.split(W_x @ x + W_h @ h + b, 4)
    c = sigmoid(f) * c + sigmoid(i) * np.tanh(g)
    return sigmoid(o) * np.tanh(c), c


def carry_after(c, f, w, n):
    """Keep a share and add, n times."""
    for _ in range(n):
        c = f * c + w
    return c


def gru_step(from_x, from_h, h):
    """z is the forget gate, 1 - z the input gate; the reset gate stands after the product."""
    r, z = sigmoid(from_x[0] + from_h[0]), sigmoid(from_x[1] + from_h[1])
    n = np.tanh(from_x[2] + r * from_h[2])
    return (1 - z) * n + z * h


def count(cell, D, H):
    """Four or three layers; a GRU has a second bias."""
    return 4 * H * (D + H + 1) if cell == "lstm" else 3 * H * (D + H + 2)


def imported(sums, c):
    """torch's order is i, f, g, o."""
    i, f, g, o = np.split(sums, 4)
    c = sigmoid(f) * c + sigmoid(i) * np.tanh(g)
    return sigmoid(o) * np.tanh(c), c
