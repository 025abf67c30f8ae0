"""Pages of tables, cards, matrix, ranking."""
