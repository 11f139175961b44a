"""Trust in institutions beside other countries."""
