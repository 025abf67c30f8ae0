"""Scores that can be defended: a table of criteria as data, exact points, and how each number arose.

Read in this order: `scheme` (what a table is), `formulas/` and `rules/` (how points arise), `scoring` (a bloc's cards
through a table), `ranking`, `awards`; `given` holds what people signed against what the table gives.
"""
