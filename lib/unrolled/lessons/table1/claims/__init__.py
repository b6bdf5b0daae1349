"""Which claims of the table survive a fair LSTM."""
