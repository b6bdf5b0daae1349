"""Solutions: counting what is closed."""


def share_closed(pairs, name):
    """The share closed correctly, among the pairs that came to an end.

    This is fair to long pairs only if correct and wrong ends come equally early. Where they do not, each distance must
    be looked at by itself, as in the panel *Balance*.
    """
    decided = [fate for opened, fate in pairs if opened == name and fate != "open"]
    return decided.count("closed") / len(decided)
