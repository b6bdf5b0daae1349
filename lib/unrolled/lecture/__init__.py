"""Lecture mode: the slides of the lecture by number, and the panel that shows each in the slide's state.

The stage itself is an extension of JupyterLab, in ``labextensions``: plain files, no build step.
"""

from unrolled.lecture.deck import Slide, routes, show, slides

__all__ = ["Slide", "routes", "show", "slides"]
