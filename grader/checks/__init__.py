"""Every check, one file each; the path is the id."""
