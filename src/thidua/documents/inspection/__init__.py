"""Looks into an uploaded file and makes the copy that is served. Pure Python: no Django, no database, no network.

`inspect(path, folder)` of `gate` runs `child` in a process of its own with limits on memory and time; whatever happens
in there, the answer is a `Verdict`.
"""
