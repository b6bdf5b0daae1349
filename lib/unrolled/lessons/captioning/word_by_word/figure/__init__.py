"""A caption as a ribbon of words; below it the drawing, what the word at the cursor loses under patches, its rivals."""

from unrolled.lessons.captioning.word_by_word.figure.drawing import caption_drawing, word_cursor
from unrolled.lessons.captioning.word_by_word.figure.sentence import describe_word, tabulate

__all__ = ["caption_drawing", "describe_word", "tabulate", "word_cursor"]
