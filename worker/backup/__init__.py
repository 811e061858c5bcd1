"""One archive of everything that a service keeps: rows, files, own rubrics. Written while it runs, read anywhere."""
