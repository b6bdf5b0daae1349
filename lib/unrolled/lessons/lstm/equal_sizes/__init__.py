"""RNN, GRU and LSTM of equal size on the plays."""
