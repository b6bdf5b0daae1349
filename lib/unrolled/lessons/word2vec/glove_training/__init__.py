"""GloVe trained while one watches."""
