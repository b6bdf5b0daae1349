"""Solutions: units that track something."""


def auc(values, labels):
    """The share of pairs, one of each label, in which the value with label 1 is higher; equal values count half."""
    ones = [value for value, label in zip(values, labels, strict=True) if label == 1]
    zeros = [value for value, label in zip(values, labels, strict=True) if label == 0]
    won = sum(1 if one > zero else 0.5 if one == zero else 0 for one in ones for zero in zeros)
    return won / (len(ones) * len(zeros))
