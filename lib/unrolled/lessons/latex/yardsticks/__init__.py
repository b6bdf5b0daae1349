"""Yardsticks for the network's loss: counting models and compressors that know the same training chapters."""
