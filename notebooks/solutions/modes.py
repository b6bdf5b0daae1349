"""Solutions: units that know."""


def best_unit(here, labels_here, there, labels_there, auc):
    """Choose the unit on one text and score it on another, where it had no chance to be picked for its luck."""
    scores = [auc(values, labels_here) for values in here]
    unit = max(range(len(scores)), key=scores.__getitem__)
    return unit, auc(there[unit], labels_there)
