"""A gate held by hand while the network writes."""
