"""The state of the data: source, faults, snapshots, and a workbook tried before it is published."""
