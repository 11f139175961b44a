"""A Google Sheet as a source: its key, its requests, its cells, and the sheet that is read with them."""
