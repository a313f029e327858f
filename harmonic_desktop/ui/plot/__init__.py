"""The harmony plot: the curve of the story, and the points that pull it."""
