"""What a student does: sign in with her card, hand in, wait, read her feedback, ask, go back to an older file."""
