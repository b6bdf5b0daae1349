"""The best words for one question, with the words asked with in their places."""
