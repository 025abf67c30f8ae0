"""Kinds of rules of bonus and penalty, a form each; a new kind of the core gets its file here."""
