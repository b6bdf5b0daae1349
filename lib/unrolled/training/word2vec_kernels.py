"""The two inner loops of the word2vec trainer, compiled by numba: drawing windows, and updating vectors.

word2vec draws negatives anew for each pair of words. Here one draw serves all
pairs of a window, as in Ji, Satish, Li and Dubey, *Parallelizing Word2Vec in
Shared and Distributed Memory*, arXiv 1604.04661: a vector that is in the cache
is used six times instead of once; most of word2vec's time goes into waiting for
memory. Shared draws are less varied, so twice as many are drawn, each with half
the weight, which keeps the expected gradient.

The compiled code is cached beside this file or in the user's cache, if one of them can be written, so that only the
first training of an installation waits for the compiler.
"""

from __future__ import annotations

import numpy as np

from unrolled.runtime.compiling import compiled

STEEP, BINS = 8.0, 256  # the sigmoid is a table from -8 to 8 with 256 entries a unit
CURVE = (1 / (1 + np.exp(-(np.arange(int(2 * STEEP * BINS)) + 0.5) / BINS + STEEP))).astype(np.float32)
SAMPLED = 16  # the loss is summed at every 16th centre only, since logarithms are slow


@compiled()
def uniform(state):  # pragma: no cover
    """The next state of the generator of word2vec.c, and a number from 0 to 2^24 - 1."""
    state = state * np.uint64(25214903917) + np.uint64(11)
    return state, (state >> np.uint64(16)) & np.uint64(0xFFFFFF)


@compiled()
def draw(ids, keep, window, noise, state, kept, left, right, negatives):  # pragma: no cover
    """Draw what one pass over a row of word numbers trains on: words kept, windows and negatives.

    Args:
        ids: ``(N,)`` int32, a negative number after each line.
        keep: ``(V,)`` probability that a word is kept.
        window: largest distance of a context word.
        noise: ``(M,)`` int32 words, each as often as it should be drawn as a negative.
        state: of the generator, uint64.
        kept: ``(N,)`` int32, filled with the words that stay.
        left: ``(N,)`` int32, filled with where the window of each kept word begins.
        right: ``(N,)`` int32, filled with where it ends.
        negatives: ``(N, S)`` int32, filled with the negatives of each kept word.

    Returns:
        How many words were kept, and the new state.
    """
    count, begin = 0, 0
    for place in range(len(ids) + 1):
        if place == len(ids) or ids[place] < 0:
            for centre in range(begin, count):
                state, chance = uniform(state)
                reach = 1 + np.int64(chance % np.uint64(window))
                left[centre] = max(begin, centre - reach)
                right[centre] = min(count, centre + reach + 1)
            begin = count
            continue
        state, chance = uniform(state)
        if np.float32(chance) / np.float32(1 << 24) >= keep[ids[place]]:
            continue
        kept[count] = ids[place]
        for k in range(negatives.shape[1]):
            state, chance = uniform(state)
            negatives[count, k] = noise[np.int64(chance % np.uint64(len(noise)))]
        count += 1
    return count, state


@compiled(fastmath=True)
def sigmoid(score):  # pragma: no cover
    """1 / (1 + exp(-score)), from the table."""
    return CURVE[np.int64((min(max(score, np.float32(-7.99)), np.float32(7.99)) + np.float32(STEEP)) * BINS)]


@compiled(fastmath=True)
def candidates(word, negatives, chosen):  # pragma: no cover
    """The word itself, then its negatives without those that are the word; returns how many."""
    chosen[0] = word
    count = 1
    for other in negatives:
        if other != word:
            chosen[count] = other
            count += 1
    return count


@compiled(fastmath=True)
def skip_gram(inputs, outputs, kept, count, left, right, negatives, weight, rate):  # pragma: no cover
    """Update the vectors for each word of a window as input and the centre as what it should predict.

    Args:
        inputs: ``(V, D)`` float32, changed in place.
        outputs: ``(V, D)`` float32, changed in place.
        kept: ``(N,)`` the words that stay, see :func:`draw`.
        count: how many they are.
        left: ``(N,)`` where their windows begin.
        right: ``(N,)`` where they end.
        negatives: ``(N, S)`` drawn for each.
        weight: of a negative.
        rate: learning rate.

    Returns:
        The sum of losses at some centres, in nats, and the number of pairs there.
    """
    D, S = inputs.shape[1], negatives.shape[1]
    widest = 1
    for centre in range(count):
        widest = max(widest, right[centre] - left[centre])
    pull = np.empty((widest, S + 1), np.float32)
    change = np.empty((widest, D), np.float32)
    context, chosen = np.empty(widest, np.int64), np.empty(S + 1, np.int64)
    loss, pairs = 0.0, 0
    for centre in range(count):
        width = 0
        for place in range(left[centre], right[centre]):
            if place != centre:
                context[width] = kept[place]
                width += 1
        drawn = candidates(kept[centre], negatives[centre], chosen)
        for i in range(width):
            x = inputs[context[i]]
            for j in range(drawn):
                y = outputs[chosen[j]]
                score = np.float32(0)
                for d in range(D):
                    score += x[d] * y[d]
                share = sigmoid(score)
                pull[i, j] = rate * (1 - share) if j == 0 else -rate * weight * share
                if centre % SAMPLED == 0:
                    loss -= np.log(share) if j == 0 else weight * np.log(1 - share)
        if centre % SAMPLED == 0:
            pairs += width
        for i in range(width):
            step = change[i]
            for d in range(D):
                step[d] = 0
            for j in range(drawn):
                g, y = pull[i, j], outputs[chosen[j]]
                for d in range(D):
                    step[d] += g * y[d]
        for j in range(drawn):
            y = outputs[chosen[j]]
            for i in range(width):
                g, x = pull[i, j], inputs[context[i]]
                for d in range(D):
                    y[d] += g * x[d]
        for i in range(width):
            x, step = inputs[context[i]], change[i]
            for d in range(D):
                x[d] += step[d]
    return loss, pairs


@compiled(fastmath=True)
def cbow(inputs, outputs, kept, count, left, right, negatives, weight, rate):  # pragma: no cover
    """Update the vectors for the mean of a window as input and the centre as what it should predict.

    word2vec.c gives each word of the window the whole gradient of the mean; here it
    gets its share, as the chain rule has it (İrsoy, Benton and Stratos, arXiv 2012.15332).
    Arguments and result as in :func:`skip_gram`, a pair being a centre.
    """
    D, S = inputs.shape[1], negatives.shape[1]
    mean, change, chosen = np.empty(D, np.float32), np.empty(D, np.float32), np.empty(S + 1, np.int64)
    loss, pairs = 0.0, 0
    for centre in range(count):
        width = right[centre] - left[centre] - 1
        if width == 0:
            continue
        mean[:] = 0
        for place in range(left[centre], right[centre]):
            if place != centre:
                x = inputs[kept[place]]
                for d in range(D):
                    mean[d] += x[d]
        part = np.float32(1) / np.float32(width)
        for d in range(D):
            mean[d] *= part
        change[:] = 0
        drawn = candidates(kept[centre], negatives[centre], chosen)
        for j in range(drawn):
            y = outputs[chosen[j]]
            score = np.float32(0)
            for d in range(D):
                score += mean[d] * y[d]
            share = sigmoid(score)
            g = rate * (1 - share) if j == 0 else -rate * weight * share
            if centre % SAMPLED == 0:
                loss -= np.log(share) if j == 0 else weight * np.log(1 - share)
            for d in range(D):
                change[d] += g * y[d]
                y[d] += g * mean[d]
        if centre % SAMPLED == 0:
            pairs += 1
        for place in range(left[centre], right[centre]):
            if place != centre:
                x = inputs[kept[place]]
                for d in range(D):
                    x[d] += part * change[d]
    return loss, pairs
