"""Colours, sizes, icons and the style sheet: what everything on the screen is drawn with."""
