from .balance.exercise import FLAT
from .balance.panel import BalancePanel
from .closing.exercise import MEMORY, NESTED, check_open_environments
from .closing.panel import ClosingPanel
from .endings.panel import EndingsPanel
from .lint.exercise import LEAST, check_share_closed
from .lint.panel import LintPanel
from .modes.exercise import USED, check_best_unit
from .modes.panel import ModesPanel
from .typeset.panel import TypesetPanel

__all__ = [
    "FLAT",
    "LEAST",
    "MEMORY",
    "NESTED",
    "USED",
    "BalancePanel",
    "ClosingPanel",
    "EndingsPanel",
    "LintPanel",
    "ModesPanel",
    "TypesetPanel",
    "check_best_unit",
    "check_open_environments",
    "check_share_closed",
]
