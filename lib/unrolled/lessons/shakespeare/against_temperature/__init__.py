"""Entropy, repetition, copies and real words against temperature."""
