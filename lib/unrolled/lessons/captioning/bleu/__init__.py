"""BLEU taken apart: a caption scored n-gram by n-gram, and where such counting ranks captions the wrong way round."""
