"""Snapshots of a universe: taken, listed, shown as a ghost in the plot."""
