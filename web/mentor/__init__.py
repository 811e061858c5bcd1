"""The mentors' pages: their door, classes and cards, tasks, the desk, rubrics."""
