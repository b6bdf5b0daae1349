"""Solution of *The analogy court* in notebook 09."""


def accuracy(nearest, questions, vocabulary, strict):
    """The share answered rightly; questions with unknown words count as wrong if strict, and not at all if not."""
    right = counted = 0
    for question in questions:
        a, b, c, d = (word.lower() for word in question)
        if not all(word in vocabulary for word in (a, b, c, d)):
            counted += strict
            continue
        counted += 1
        answer = next(word for word in nearest[a, b, c] if word not in (a, b, c))
        right += answer == d
    return right / counted if counted else 0
