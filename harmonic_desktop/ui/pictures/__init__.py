"""Pictures and tables of a whole story, saved as files."""
