"""TCN, RNN, GRU and LSTM of equal size on two tasks."""
