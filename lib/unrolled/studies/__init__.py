"""Studies: recipes and probes run over seeds, each with a main that writes ``data/results/``."""
