"""Every check with its page and examples, for everybody."""
