"""How good are word vectors?"""
