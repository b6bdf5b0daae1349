"""Solution of the exercise on fields that are too short."""


def furthest(kernel, dilations, limit):
    seen = {0}
    for d in dilations:
        for _ in range(2):
            seen = {s + j * d for s in seen for j in range(kernel)}
    return max(s for s in seen if s <= limit)
