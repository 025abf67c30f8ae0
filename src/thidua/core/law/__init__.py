"""The law inside: dated, cited eligibility for every title and honour, explained for one case or answered for a
million.

Read in this order: `citations`, `certainty` (how sure we are), `texts` and `regimes` (which text is in force, which
we do not hold), `figures` (dated values), `facts` (what is recorded of a person or a unit), `conditions` (small named
objects),
`awards` (titles and honours as lists of routes), `explain` and `bulk` (the two interpreters), `prize`, `path`.
Nothing here is filled from memory: where the notes are silent the answer is `UNKNOWN`, with the reason.
"""
