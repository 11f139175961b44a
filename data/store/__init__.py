"""What was kept: the append-only history of snapshots, its files and its databases."""
