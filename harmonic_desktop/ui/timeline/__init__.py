"""The storyboard timeline: one canvas, painted from arrays."""
