"""Models that read like the slide's equations. Batch first everywhere: ``x`` is ``(B, T, D)``."""

from unrolled.models.char_rnn import CharRNN
from unrolled.models.gru import GRU, GRUCell
from unrolled.models.lstm import LSTM, LSTMCell
from unrolled.models.ngram import NGram
from unrolled.models.rnn import RNN, RNNCell
from unrolled.models.tcn.network import TCN

__all__ = ["GRU", "LSTM", "RNN", "TCN", "CharRNN", "GRUCell", "LSTMCell", "NGram", "RNNCell"]
