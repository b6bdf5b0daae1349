"""What the encoder sees: the training drawings nearest to a picture, by features and by pixels."""
