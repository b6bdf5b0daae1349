"""How good is a caption? BLEU, CIDEr-D, a reading by attribute, and the baselines that belong beside every number."""
