"""What a sign for each word does to the dot product of two hashed bags of words."""
