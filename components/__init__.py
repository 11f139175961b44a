"""Everything a person sees: shell, filters, figures, charts, maps, palette and wording."""
