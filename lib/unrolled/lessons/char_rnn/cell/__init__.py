"""An LSTM in one picture, for readers who begin here."""
