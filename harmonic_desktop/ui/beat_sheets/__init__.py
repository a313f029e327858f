"""Beginning a story from a beat sheet: the dialog that offers them, and what is done with the answer."""
