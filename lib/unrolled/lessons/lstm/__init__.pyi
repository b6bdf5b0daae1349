from .carry.exercise import START, check_forget_bias
from .carry.panel import CarryPanel
from .four_steps.panel import FourStepsPanel
from .gates.exercise import (
    LINE_END,
    MERGED,
    SIGN,
    WITHOUT,
    check_carry_after,
    check_count,
    check_gru_step,
    check_imported,
    check_lstm_step,
)
from .gates.panel import GatesPanel
from .gru.panel import GRUPanel
from .intervene.exercise import CAUSE, HELD, check_side_by_side
from .intervene.panel import IntervenePanel
from .lstm_1997.panel import HistoryPanel
from .side_by_side.panel import SideBySidePanel
from .squash.panel import SquashPanel
from .tracking.exercise import LINE, check_auc

__all__ = [
    "CAUSE",
    "HELD",
    "LINE",
    "LINE_END",
    "MERGED",
    "SIGN",
    "START",
    "WITHOUT",
    "CarryPanel",
    "FourStepsPanel",
    "GRUPanel",
    "GatesPanel",
    "HistoryPanel",
    "IntervenePanel",
    "SideBySidePanel",
    "SquashPanel",
    "check_auc",
    "check_carry_after",
    "check_count",
    "check_forget_bias",
    "check_gru_step",
    "check_imported",
    "check_lstm_step",
    "check_side_by_side",
]
