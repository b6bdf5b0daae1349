"""One analogy step by step: b − a + c."""
