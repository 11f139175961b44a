"""Several processes of one installation: behind nginx, with one PostgreSQL."""
