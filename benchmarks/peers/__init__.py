"""Peers that a benchmark runs in an environment of their own; never a dependency of the product."""
