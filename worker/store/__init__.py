"""The record: database rows and files by content."""
