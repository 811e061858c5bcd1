"""What mentors do to rubrics in the browser: drafts that are tried, put into use, and compared before that."""
