"""Parameters, memory and pace of a network before it is built."""
