"""Penalties in words, for pages, reports and the terminal: ranges and how they are joined, tiers, conditions."""
