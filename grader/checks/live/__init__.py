"""Checks that judge a Recording."""
