"""How to read a table: every score beside that of a model that learned nothing."""
