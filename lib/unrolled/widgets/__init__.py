"""Panels: controls, one live figure, a status line. No maths here: probes measure, figures draw."""

from unrolled.widgets.analogies import AnalogyPanel
from unrolled.widgets.axis import AxisPanel
from unrolled.widgets.balance import BalancePanel
from unrolled.widgets.bias import BiasPanel
from unrolled.widgets.big_networks import BigNetworksPanel
from unrolled.widgets.capitals import CapitalsPanel
from unrolled.widgets.carry import CarryPanel
from unrolled.widgets.char_rnn import SoftmaxPanel, TemperaturePanel
from unrolled.widgets.closing import ClosingPanel
from unrolled.widgets.clues import CluesPanel
from unrolled.widgets.collisions import CollisionsPanel
from unrolled.widgets.court import CourtPanel
from unrolled.widgets.distance import DistancePanel
from unrolled.widgets.dropout import DropoutPanel
from unrolled.widgets.encodings import EncodingsPanel
from unrolled.widgets.endings import EndingsPanel
from unrolled.widgets.exploding import ExplodingPanel
from unrolled.widgets.four_steps import FourStepsPanel
from unrolled.widgets.gates import GatesPanel
from unrolled.widgets.genres import GenresPanel
from unrolled.widgets.glove import GloveRatioPanel
from unrolled.widgets.glove_training import GlovePanel
from unrolled.widgets.gradients import GradientPanel
from unrolled.widgets.gru import GRUPanel
from unrolled.widgets.horizon import HorizonPanel
from unrolled.widgets.intervene import IntervenePanel
from unrolled.widgets.lint import LintPanel
from unrolled.widgets.live_training import TrainingPanel
from unrolled.widgets.lstm_1997 import HistoryPanel
from unrolled.widgets.memorised import MemorisedPanel
from unrolled.widgets.microscope import AgainstTemperaturePanel
from unrolled.widgets.modes import ModesPanel
from unrolled.widgets.novelty import MicroscopePanel
from unrolled.widgets.one_word import OneWordPanel
from unrolled.widgets.output_cost import OutputCostPanel
from unrolled.widgets.pair_factory import PairFactoryPanel
from unrolled.widgets.passages import PassagesPanel
from unrolled.widgets.phrases import PhrasesPanel
from unrolled.widgets.predict import Predict
from unrolled.widgets.quiz import QuizPanel
from unrolled.widgets.reading import ReadingPanel
from unrolled.widgets.rnn import TwoEquationsPanel
from unrolled.widgets.sequences import SequencesPanel
from unrolled.widgets.shannon import GuessPanel
from unrolled.widgets.shape import ShapePanel
from unrolled.widgets.side_by_side import SideBySidePanel
from unrolled.widgets.snapshots import SnapshotsPanel
from unrolled.widgets.squash import SquashPanel
from unrolled.widgets.subsampling import SubsamplingPanel
from unrolled.widgets.surprisal import SurprisalPanel
from unrolled.widgets.table8 import Table8Panel
from unrolled.widgets.typeset import TypesetPanel
from unrolled.widgets.word_training import WordTrainingPanel

__all__ = [
    "AgainstTemperaturePanel",
    "AnalogyPanel",
    "AxisPanel",
    "BalancePanel",
    "BiasPanel",
    "BigNetworksPanel",
    "CapitalsPanel",
    "CarryPanel",
    "ClosingPanel",
    "CluesPanel",
    "CollisionsPanel",
    "CourtPanel",
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
    "OneWordPanel",
    "OutputCostPanel",
    "PairFactoryPanel",
    "PassagesPanel",
    "PhrasesPanel",
    "Predict",
    "QuizPanel",
    "ReadingPanel",
    "SequencesPanel",
    "ShapePanel",
    "SideBySidePanel",
    "SnapshotsPanel",
    "SoftmaxPanel",
    "SquashPanel",
    "SubsamplingPanel",
    "SurprisalPanel",
    "Table8Panel",
    "TemperaturePanel",
    "TrainingPanel",
    "TwoEquationsPanel",
    "TypesetPanel",
    "WordTrainingPanel",
]
