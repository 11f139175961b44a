"""The municipalities beside each other: map, tiles, table, small maps."""
