"""All 19,544 questions, and the rules that decide the score."""
