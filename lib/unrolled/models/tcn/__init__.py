"""The temporal convolutional network: as it is read, fast, one step at a time, and its siblings."""
