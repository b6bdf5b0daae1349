"""The lecture: one folder a lesson, in it one folder a topic, in that a module for each role."""
