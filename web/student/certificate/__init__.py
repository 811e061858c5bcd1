"""What she reached, on paper, and a code that anyone can ask for."""
