"""Quorum and, later, ballots: exact counting that knows nothing of tables or clocks."""
