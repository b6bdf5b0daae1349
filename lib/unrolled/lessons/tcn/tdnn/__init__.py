"""A TDNN of 1989 on synthetic syllables."""
