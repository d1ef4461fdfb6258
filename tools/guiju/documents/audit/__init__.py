"""The parts of a checklist that an auditor fills in, and the checklist as data."""
