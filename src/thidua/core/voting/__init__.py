"""Votes: what is asked, what papers say, counts, thresholds, rounds, receipts. Exact; knows no tables and no clocks."""
