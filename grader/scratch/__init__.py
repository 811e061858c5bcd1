"""Scratch 3 projects: reading, asking, writing."""
