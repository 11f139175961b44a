"""An invented country: to learn on, to test with, to measure by. Nothing in it is true, and everything says so.

``python -m data sample FOLDER`` writes it as a folder of CSV files with outlines beside them. The same seed and sizes
give the same country, and so the same snapshot, for ever.
"""
