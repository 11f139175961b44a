"""The documents of a meeting, all from one snapshot: slides, report, minutes, tables, and a page for no network."""
