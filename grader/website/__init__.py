"""Websites: reading, positions, the cascade."""
