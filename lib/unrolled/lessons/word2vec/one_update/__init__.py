"""One update of skip-gram or CBOW, in numbers and as arrows."""
