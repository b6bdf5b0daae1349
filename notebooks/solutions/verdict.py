"""Solution of *A verdict* in notebook 12."""


def verdict(first, second, higher):
    """A side wins where its worst seed beats the other side's best."""
    if higher:
        ahead, behind = min(first) > max(second), min(second) > max(first)
    else:
        ahead, behind = max(first) < min(second), max(second) < min(first)
    return "first" if ahead else "second" if behind else "open"
