from .chorales.exercise import COLD, check_next_note
from .chorales.panel import ChoralesPanel
from .depth.panel import DepthPanel
from .leak.exercise import LOSS, check_causal, check_leaks
from .one_dimension.exercise import WEIGHTS, check_matrix
from .one_dimension.panel import OneDimensionPanel
from .race.exercise import RACE
from .race.panel import TCNRacePanel
from .receptive_field.exercise import EFFECTIVE, FIELD, KERNEL, POKE, check_dilations, check_field
from .receptive_field.panel import ReceptiveFieldPanel
from .residual.exercise import DEPTH, LENGTH, MIX, SUM, XRAY, check_drop_channels, check_residual_block
from .residual.panel import ResidualPanel
from .short_field.exercise import EDGE, OUTSIDE, check_furthest
from .short_field.panel import ShortFieldPanel
from .streaming.exercise import KEPT, check_stream
from .streaming.panel import StreamingPanel
from .tdnn.exercise import SHIFT
from .tdnn.panel import TDNNPanel

__all__ = [
    "COLD",
    "DEPTH",
    "EDGE",
    "EFFECTIVE",
    "FIELD",
    "KEPT",
    "KERNEL",
    "LENGTH",
    "LOSS",
    "MIX",
    "OUTSIDE",
    "POKE",
    "RACE",
    "SHIFT",
    "SUM",
    "WEIGHTS",
    "XRAY",
    "ChoralesPanel",
    "DepthPanel",
    "OneDimensionPanel",
    "ReceptiveFieldPanel",
    "ResidualPanel",
    "ShortFieldPanel",
    "StreamingPanel",
    "TCNRacePanel",
    "TDNNPanel",
    "check_causal",
    "check_dilations",
    "check_drop_channels",
    "check_field",
    "check_furthest",
    "check_leaks",
    "check_matrix",
    "check_next_note",
    "check_residual_block",
    "check_stream",
]
