"""Pages of evidence, files and photographs."""
