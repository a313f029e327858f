"""Universes, tables and documents on their way out of the program and into it."""
