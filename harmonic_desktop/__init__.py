"""Harmonic Universe Desktop: universes with physics, music and a storyboard whose harmony can be seen and shaped."""

__version__ = "0.1.0"
