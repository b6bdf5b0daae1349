"""The temperature microscope: what is copied, what is new."""
