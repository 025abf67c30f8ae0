"""The demo: the bloc of one published news item, exactly as told, and a fictitious ministry with invented figures."""
