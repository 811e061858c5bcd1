"""Two projects side by side: what came, what changed, what went, and what that did to the findings."""
