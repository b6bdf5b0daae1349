"""Probes measure a model and return records. They draw nothing."""
