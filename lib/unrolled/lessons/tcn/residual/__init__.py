"""The residual block taken apart."""
