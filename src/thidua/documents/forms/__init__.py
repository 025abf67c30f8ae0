"""Forms of evidence and photographs."""
