"""The best words for one question, with the input words in their places."""
