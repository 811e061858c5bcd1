"""Letters to mentors who asked for them: numbers and links, no name of a student."""
