"""Measurements that several lessons share."""
