"""Penalties in words, for pages, reports and the terminal: ranges and how they are joined, tiers, when and for what
they are imposed."""
