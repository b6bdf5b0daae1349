"""Many inputs, one target or many: which tasks a sequence can pose."""
