"""Table 1 run again: published figures, ours, baselines that read nothing, and a fair LSTM."""

import lazy_loader

# A panel or an exercise is imported when it is first asked for. Their names stand in __init__.pyi.
__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
