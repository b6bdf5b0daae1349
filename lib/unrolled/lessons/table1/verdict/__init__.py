"""Topic *verdict*: which of two models is better on a row, said from the scores of their seeds alone."""
