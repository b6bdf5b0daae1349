"""Solution of the exercise on joining phrases."""


def join(words, scores, threshold):
    """The words of a sentence, each pair above the threshold as one word, from left to right."""
    joined, k = [], 0
    while k < len(words):
        pair = tuple(words[k : k + 2])
        if len(pair) == 2 and scores.get(pair, 0) > threshold:
            joined.append("_".join(pair))
            k += 2
        else:
            joined.append(words[k])
            k += 1
    return joined
