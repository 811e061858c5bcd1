"""The sub-commands of `kru`: one file a command, each with a `command`; it imports what it needs when it runs."""
