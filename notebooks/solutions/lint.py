"""Solutions: counting what is closed."""


def share_closed(pairs, name):
    """Closed as it should be, of those that came to an end.

    Fair to what lasts long, as far as right and wrong ends come equally soon. Where they do not, one has to look at
    each distance by itself, as the panel *Balance* does.
    """
    decided = [fate for opened, fate in pairs if opened == name and fate != "open"]
    return decided.count("closed") / len(decided)
