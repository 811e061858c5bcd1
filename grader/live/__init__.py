"""Running projects: scenarios, recordings, the player and the browser."""
