"""The physics and music parameters: tables that are edited in place."""
