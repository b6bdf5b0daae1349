"""Solutions: units that know."""


def best_unit(here, labels_here, there, labels_there, auc):
    """The unit is chosen on one text and scored on another, where it could not have been lucky."""
    scores = [auc(values, labels_here) for values in here]
    unit = max(range(len(scores)), key=scores.__getitem__)
    return unit, auc(there[unit], labels_there)
