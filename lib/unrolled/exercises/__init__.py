"""Exercises that answer back: checkers take the learner's function and say what is right or wrong. They never raise."""

import lazy_loader

# A topic is imported when it is first asked for: a notebook pays for its own alone. Their names stand in __init__.pyi.
__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
