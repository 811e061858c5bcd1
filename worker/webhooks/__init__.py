"""Other programs are told what happened: rows first, then a process of its own that sends and tries again."""
