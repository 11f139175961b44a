"""One municipality: what is known of it, beside its peers, and what to take along."""
