"""Classes and clubs as places: lists of students, dates, terms, the settings of a club."""
