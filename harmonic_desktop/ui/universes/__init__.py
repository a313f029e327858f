"""The list of universes: searched, sorted, renamed in place."""
