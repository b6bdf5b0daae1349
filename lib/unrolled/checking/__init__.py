"""Exercises that answer back: checkers take the learner's function and say what is right or wrong. They never raise."""
