"""What panels are made of: controls, one live figure, a status line. No maths here: probes measure, figures draw."""

import lazy_loader

# Imported when first asked for: a set-up cell loads no panel. The names stand in __init__.pyi.
__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
