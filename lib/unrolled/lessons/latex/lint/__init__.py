"""Does a text close what it opens, in order?"""
