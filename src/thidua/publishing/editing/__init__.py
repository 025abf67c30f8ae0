"""The editing system (Wagtail) as this product lets it run: one door, one bridge to the policies, words of our own."""
