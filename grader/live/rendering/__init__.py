"""A page as a browser shows it: what is asked, what came back, and how the browser is kept to itself."""
