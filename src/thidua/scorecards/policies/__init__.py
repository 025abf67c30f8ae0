"""Who sees and who does what with tables, cards, cross-scores and holds."""
