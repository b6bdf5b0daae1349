"""Show and Tell: a network that looks at a picture and writes what it shows."""

import lazy_loader

# A panel or an exercise is imported when it is first asked for. Their names stand in __init__.pyi.
__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
