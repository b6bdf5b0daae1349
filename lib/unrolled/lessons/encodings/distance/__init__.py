"""Does distance mean anything?"""
