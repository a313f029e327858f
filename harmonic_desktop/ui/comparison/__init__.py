"""The harmony of several universes in one picture."""
