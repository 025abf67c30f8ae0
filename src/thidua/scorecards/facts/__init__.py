"""Facts of scoring: the table behind a document, answers as stored, what a bloc's cards give, readings of it."""
