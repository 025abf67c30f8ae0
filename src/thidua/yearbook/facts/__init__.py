"""What the papers of a year know: plain data gathered from the records, in a constant number of queries.

Everything is text, numbers, lists and mappings, because agencies' own templates read it. What nobody knows is None and
prints as unknown. `docs/papers.md` lists the fields.
"""
