"""What can be done with tables, cards, cross-scores and holds."""
