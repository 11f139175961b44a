"""A meeting step by step: one model of its steps feeds the screen, the slides and the offline page."""
