"""Help: the guides of `docs/guides`, as pages."""
