"""What `kru grade` writes: a table for people, and CSV, JSON, Gradescope and JUnit for other programs.

Each format is a module with `write(loaded, rows, language) -> str`. Files come out in the order they went in.
"""
