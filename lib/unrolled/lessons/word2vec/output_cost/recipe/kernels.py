"""One stochastic step for each pair of words with three output layers, compiled alike by numba, to compare their time.

All three do the same for the outputs they touch: score, σ or softmax, the
output's change, and its part of the change of the input vector.
"""

from __future__ import annotations

import numpy as np

from unrolled.runtime.compiling import compiled


@compiled(fastmath=True)
def full(inputs, outputs, words, targets, rate):  # pragma: no cover
    """Softmax over all outputs.

    Args:
        inputs: ``(V, D)`` float32, changed in place.
        outputs: likewise.
        words: ``(P,)`` the first word of each pair.
        targets: ``(P,)`` the word it should predict.
        rate: of learning.
    """
    V, D = outputs.shape
    shares, change = np.empty(V, np.float32), np.empty(D, np.float32)
    for p in range(len(words)):
        h = inputs[words[p]]
        most = np.float32(-1e30)
        for v in range(V):
            y, score = outputs[v], np.float32(0)
            for d in range(D):
                score += h[d] * y[d]
            shares[v] = score
            most = max(most, score)
        total = np.float32(0)
        for v in range(V):
            shares[v] = np.exp(shares[v] - most)
            total += shares[v]
        change[:] = 0
        for v in range(V):
            g, y = -rate * shares[v] / total, outputs[v]
            if v == targets[p]:
                g += rate
            for d in range(D):
                change[d] += g * y[d]
                y[d] += g * h[d]
        for d in range(D):
            h[d] += change[d]


@compiled(fastmath=True)
def walk(inputs, vectors, begins, nodes, turns, words, targets, rate):  # pragma: no cover
    """The hierarchical softmax.

    Args:
        inputs: ``(V, D)`` float32, changed in place.
        vectors: ``(V - 1, D)`` float32 of the inner nodes, changed in place.
        begins: ``(V + 1,)`` where the way to each word begins in the next two rows, and the last one ends.
        nodes: of all ways.
        turns: +1 or -1 for each of them.
        words: see :func:`full`.
        targets: likewise.
        rate: likewise.
    """
    D = inputs.shape[1]
    change = np.empty(D, np.float32)
    for p in range(len(words)):
        h = inputs[words[p]]
        change[:] = 0
        for k in range(begins[targets[p]], begins[targets[p] + 1]):
            y, turn, score = vectors[nodes[k]], turns[k], np.float32(0)
            for d in range(D):
                score += h[d] * y[d]
            g = rate * turn / (np.float32(1) + np.exp(turn * score))
            for d in range(D):
                change[d] += g * y[d]
                y[d] += g * h[d]
        for d in range(D):
            h[d] += change[d]


@compiled(fastmath=True)
def sampled(inputs, outputs, words, targets, negatives, rate):  # pragma: no cover
    """Negative sampling: the target, and the negatives ``(P, K)`` of each pair, those that are the target left out."""
    D = inputs.shape[1]
    change = np.empty(D, np.float32)
    for p in range(len(words)):
        h = inputs[words[p]]
        change[:] = 0
        for k in range(negatives.shape[1] + 1):
            v = targets[p] if k == 0 else negatives[p, k - 1]
            if k > 0 and v == targets[p]:
                continue
            turn = np.float32(1) if k == 0 else np.float32(-1)
            y, score = outputs[v], np.float32(0)
            for d in range(D):
                score += h[d] * y[d]
            g = rate * turn / (np.float32(1) + np.exp(turn * score))
            for d in range(D):
                change[d] += g * y[d]
                y[d] += g * h[d]
        for d in range(D):
            h[d] += change[d]
