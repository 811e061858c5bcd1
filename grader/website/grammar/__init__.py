"""What CSS takes: the properties there are, and whether a value is one that a property takes."""
