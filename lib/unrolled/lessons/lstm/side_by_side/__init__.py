"""A plain RNN and an LSTM over the same text: what is handed on."""
