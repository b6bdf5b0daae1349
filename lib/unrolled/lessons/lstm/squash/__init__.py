"""Sigmoid for gates, tanh for candidates."""
