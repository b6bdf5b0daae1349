"""Solutions of *Memorised or made up* in notebook 05."""


def copied(prompt, written, library, n):
    """The share of what was written in passages of n characters that the library holds; the prompt was given."""
    inside = set()
    for start in range(len(written) - n + 1):
        if written[start : start + n] in library:
            inside.update(range(start, start + n))
    return len(inside) / len(written)


def new_ngrams(text, library, n):
    """The share of all n-grams, one at each place, that the library does not hold."""
    grams = [text[k : k + n] for k in range(len(text) - n + 1)]
    return sum(gram not in library for gram in grams) / len(grams)
