"""The four steps of an LSTM in equation, code, diagram and numbers."""
