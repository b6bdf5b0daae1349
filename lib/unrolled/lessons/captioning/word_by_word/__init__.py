"""A caption word by word: what comes next, which part of the picture each word depends on, what the state keeps."""
