"""Units that track a feature of the text."""
