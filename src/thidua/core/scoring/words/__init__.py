"""Steps and findings in words: one file a language, a sentence for each kind."""
