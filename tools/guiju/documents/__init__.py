"""Documents: what a checklist, an assessment and a statement of applicability say, and in which order."""
