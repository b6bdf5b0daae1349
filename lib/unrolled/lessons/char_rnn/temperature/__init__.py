"""Softmax with temperature: bars, entropy and text under one slider."""
