"""What is amiss in the writing of style sheets, each slip at its cause."""
