"""The list of measures with its filters, and one measure in full."""
