"""A hall full of voters for benchmarks and drills: made in bulk, voting through the real server."""
