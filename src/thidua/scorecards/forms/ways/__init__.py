"""Ways of scoring an item, a form each; a new formula of the core gets its file here."""
