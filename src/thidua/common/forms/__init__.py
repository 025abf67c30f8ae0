"""Forms as the house shows them: label, hint, field and error joined; dates and numbers as Vietnamese offices write."""
