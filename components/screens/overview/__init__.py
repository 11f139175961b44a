"""Where the plan stands, on one screen."""
