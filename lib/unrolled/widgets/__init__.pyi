from .analogies import AnalogyPanel
from .axis import AxisPanel
from .balance import BalancePanel
from .bias import BiasPanel
from .big_networks import BigNetworksPanel
from .capitals import CapitalsPanel
from .carry import CarryPanel
from .char_rnn import SoftmaxPanel, TemperaturePanel
from .chorales import ChoralesPanel
from .closing import ClosingPanel
from .clues import CluesPanel
from .collisions import CollisionsPanel
from .court import CourtPanel
from .depth import DepthPanel
from .distance import DistancePanel
from .dropout import DropoutPanel
from .encodings import EncodingsPanel
from .endings import EndingsPanel
from .exploding import ExplodingPanel
from .four_steps import FourStepsPanel
from .gates import GatesPanel
from .genres import GenresPanel
from .glove import GloveRatioPanel
from .glove_training import GlovePanel
from .gradients import GradientPanel
from .gru import GRUPanel
from .horizon import HorizonPanel
from .intervene import IntervenePanel
from .lint import LintPanel
from .live_training import TrainingPanel
from .lstm_1997 import HistoryPanel
from .memorised import MemorisedPanel
from .microscope import AgainstTemperaturePanel
from .modes import ModesPanel
from .novelty import MicroscopePanel
from .one_dimension import OneDimensionPanel
from .one_word import OneWordPanel
from .output_cost import OutputCostPanel
from .pair_factory import PairFactoryPanel
from .passages import PassagesPanel
from .phrases import PhrasesPanel
from .predict import Predict
from .quiz import QuizPanel
from .reading import ReadingPanel
from .receptive_field import ReceptiveFieldPanel
from .residual import ResidualPanel
from .rnn import TwoEquationsPanel
from .sequences import SequencesPanel
from .shannon import GuessPanel
from .shape import ShapePanel
from .short_field import ShortFieldPanel
from .side_by_side import SideBySidePanel
from .snapshots import SnapshotsPanel
from .squash import SquashPanel
from .streaming import StreamingPanel
from .subsampling import SubsamplingPanel
from .surprisal import SurprisalPanel
from .table8 import Table8Panel
from .tcn_race import TCNRacePanel
from .tdnn import TDNNPanel
from .typeset import TypesetPanel
from .word_training import WordTrainingPanel

__all__ = [
    "AgainstTemperaturePanel",
    "AnalogyPanel",
    "AxisPanel",
    "BalancePanel",
    "BiasPanel",
    "BigNetworksPanel",
    "CapitalsPanel",
    "CarryPanel",
    "ChoralesPanel",
    "ClosingPanel",
    "CluesPanel",
    "CollisionsPanel",
    "CourtPanel",
    "DepthPanel",
    "DistancePanel",
    "DropoutPanel",
    "EncodingsPanel",
    "EndingsPanel",
    "ExplodingPanel",
    "FourStepsPanel",
    "GRUPanel",
    "GatesPanel",
    "GenresPanel",
    "GlovePanel",
    "GloveRatioPanel",
    "GradientPanel",
    "GuessPanel",
    "HistoryPanel",
    "HorizonPanel",
    "IntervenePanel",
    "LintPanel",
    "MemorisedPanel",
    "MicroscopePanel",
    "ModesPanel",
    "OneDimensionPanel",
    "OneWordPanel",
    "OutputCostPanel",
    "PairFactoryPanel",
    "PassagesPanel",
    "PhrasesPanel",
    "Predict",
    "QuizPanel",
    "ReadingPanel",
    "ReceptiveFieldPanel",
    "ResidualPanel",
    "SequencesPanel",
    "ShapePanel",
    "ShortFieldPanel",
    "SideBySidePanel",
    "SnapshotsPanel",
    "SoftmaxPanel",
    "SquashPanel",
    "StreamingPanel",
    "SubsamplingPanel",
    "SurprisalPanel",
    "TCNRacePanel",
    "TDNNPanel",
    "Table8Panel",
    "TemperaturePanel",
    "TrainingPanel",
    "TwoEquationsPanel",
    "TypesetPanel",
    "WordTrainingPanel",
]
