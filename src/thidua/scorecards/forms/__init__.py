"""Forms of tables, cards, cross-scores and holds."""
