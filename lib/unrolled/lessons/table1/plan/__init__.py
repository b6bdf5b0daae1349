"""Plan a budget: how long a sweep takes on so many cores."""
