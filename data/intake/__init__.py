"""From a raw grid to a snapshot and its issues: tabs found, cells read, references resolved, what must agree judged.

Nothing here raises for bad data; a fault is an `Issue` with its address and its cure.
"""
