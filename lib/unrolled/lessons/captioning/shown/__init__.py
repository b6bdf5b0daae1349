"""Shown once, always, or merged: three ways for a decoder to hear of a picture, side by side."""
