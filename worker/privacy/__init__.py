"""What is kept of one student: give it to her, take it away, and let old files go."""
