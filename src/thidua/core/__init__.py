"""The pure heart: law, scoring, voting, impact, Vietnamese matters. No Django, no clock, no database, no network."""
