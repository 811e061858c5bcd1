"""Checks of Scratch projects."""
