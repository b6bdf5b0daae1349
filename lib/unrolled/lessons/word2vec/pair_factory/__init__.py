"""From a sentence to one update in numbers."""
