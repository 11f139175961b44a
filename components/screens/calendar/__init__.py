"""What is to come, and the money."""
