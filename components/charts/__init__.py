"""Pictures: palette, charts, maps, tiles, and pictures to take along."""
