"""text8, as in the demonstration that came with word2vec."""
