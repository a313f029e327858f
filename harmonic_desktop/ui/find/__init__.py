"""Find: a palette over the window that looks through all universes of the account while one types."""
