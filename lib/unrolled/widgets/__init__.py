"""Panels: controls, one live figure, a status line. No maths here: probes measure, figures draw."""

import lazy_loader

# A panel is imported when it is first asked for: a notebook pays for its own alone. Their names stand in __init__.pyi.
__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
