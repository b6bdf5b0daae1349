"""Beam search: which of all captions is written, and is it the likeliest?"""
