"""What truncated backpropagation leaves unlearnable."""
