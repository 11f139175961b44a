"""The frame around the screens, and what several of them ask or place."""
