"""What other programs ask: lists, results, a file handed in. JSON comes out, also when something is missing."""
