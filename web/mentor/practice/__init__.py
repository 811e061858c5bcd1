"""Mentors practise: mark a work, then compare with the reference and see why."""
