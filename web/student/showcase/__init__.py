"""Works that she chose to show, and what her class shows."""
