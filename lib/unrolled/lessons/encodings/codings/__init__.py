"""The same words under each coding."""
