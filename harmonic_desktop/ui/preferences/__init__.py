"""The window of what a person sets once for the whole program."""
