"""What works in two dimensions works in one."""
