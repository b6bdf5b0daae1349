"""Every panel that takes a network and a vocabulary says so in a sentence where they are of different trainings."""

import pytest

from unrolled.datasets.text import Vocabulary
from unrolled.lessons import char_rnn, gradients, latex, lstm, rnn, shakespeare, table1, tcn
from unrolled.measuring.char_rnn import FitError
from unrolled.models import CharRNN
from unrolled.models.char_tcn import CharTCN

OTHER = Vocabulary("abcdefgh\n")
NETWORK = CharRNN(5, hidden=4).eval()
GRU = CharRNN(5, hidden=4, cell="gru").eval()
PLAIN = CharRNN(5, hidden=4, cell="rnn").eval()
NETWORKS = {"LSTM": NETWORK}
PLAYS = {"a play": "abc"}

PANELS = {
    "Temperature": lambda: char_rnn.TemperaturePanel(NETWORK, OTHER, prompt="abc"),
    "Novelty": lambda: char_rnn.MicroscopePanel(NETWORK, OTHER, PLAYS),
    "Shannon": lambda: char_rnn.GuessPanel(NETWORKS, OTHER, PLAYS),
    "Surprisal": lambda: char_rnn.SurprisalPanel(NETWORKS, OTHER, text="abc"),
    "Horizon": lambda: gradients.HorizonPanel(NETWORKS, OTHER, {"a": "abc"}),
    "Balance of endings": lambda: latex.EndingsPanel(NETWORK, OTHER),
    "Closing": lambda: latex.ClosingPanel(NETWORK, OTHER),
    "Lint": lambda: latex.LintPanel(NETWORK, OTHER),
    "Modes": lambda: latex.ModesPanel(NETWORK, OTHER, text="abc"),
    "Source and page": lambda: latex.TypesetPanel(NETWORK, OTHER),
    "Four steps": lambda: lstm.FourStepsPanel(NETWORK, OTHER, text="abc"),
    "Gates": lambda: lstm.GatesPanel(NETWORK, OTHER, text="abc"),
    "GRU": lambda: lstm.GRUPanel(GRU, OTHER, text="abc", lstm=NETWORK),
    "Hold a gate": lambda: lstm.IntervenePanel(NETWORK, OTHER, prompt="abc"),
    "Side by side": lambda: lstm.SideBySidePanel(PLAIN, NETWORK, OTHER, text="abc"),
    "Dropout": lambda: rnn.DropoutPanel(PLAIN, OTHER, text="abc"),
    "Memorised": lambda: shakespeare.MemorisedPanel(NETWORK, OTHER, PLAYS, PLAYS),
    "Passages": lambda: shakespeare.PassagesPanel(NETWORK, OTHER, PLAYS, PLAYS),
    "Quiz": lambda: shakespeare.QuizPanel(NETWORK, OTHER),
    "Reading": lambda: shakespeare.ReadingPanel(NETWORKS, OTHER, {"a": "abc"}),
    "One string": lambda: table1.OneStringPanel(NETWORKS, OTHER, text="abc"),
    "Residual block": lambda: tcn.ResidualPanel(CharTCN(5, hidden=4).eval(), OTHER, text="abc"),
}


@pytest.mark.parametrize("name", PANELS)
def test_a_network_and_the_vocabulary_of_another_training_are_told_apart(name):
    with pytest.raises(FitError, match="The network knows 5 characters and the vocabulary has 9: take both from one"):
        PANELS[name]()
