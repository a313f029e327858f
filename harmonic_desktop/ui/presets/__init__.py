"""Presets of worlds and ensembles: the dialog that offers them, keeping one's own, and what is done with the answer."""
