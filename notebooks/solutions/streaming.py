"""Solution of the exercise on streams."""


def stream(ring, w, d, x, t):
    k = len(w)
    y = w[-1] * x + sum(w[j] * ring[(t - (k - 1 - j) * d) % len(ring)] for j in range(k - 1))
    ring[t % len(ring)] = x
    return y
