"""A class on paper, and a class as pages that open without a server."""
