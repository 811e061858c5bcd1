"""What mentors decide on a student's path, and what a club learns of how coding is seen."""
