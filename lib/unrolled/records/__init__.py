"""What probes return and figures draw: frozen dataclasses of numpy arrays, a module for each topic. Never a tensor."""
