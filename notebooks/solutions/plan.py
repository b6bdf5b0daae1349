"""Solution of *Plan a budget* in notebook 12."""


def sweep_minutes(minutes, cores):
    """Give each run, the longest first, to the core with the least work; the last core to stop ends the sweep."""
    busy = [0] * cores
    for run in sorted(minutes, reverse=True):
        busy[busy.index(min(busy))] += run
    return max(busy)
