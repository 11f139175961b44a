"""From a raw grid to a snapshot and its issues: the schema, the cell parsers and the checks.

Nothing here raises for bad data; a fault is an `Issue` with its address and its cure.
"""
