"""About the data: method, sources, columns, and what changed."""
