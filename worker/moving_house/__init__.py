"""A club or a class from one Kru to another: out into one archive, in with numbers made anew."""
