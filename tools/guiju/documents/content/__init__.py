"""What documents, pages and the terminal share: the front of a checklist, the fields of a duty, statuses."""
