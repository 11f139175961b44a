"""Snapshot to bytes: CSV, XLSX and the descriptions that go with them."""
