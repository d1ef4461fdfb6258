"""Documents, one per file: a checklist or an assessment in, what it says and in which order out, as blocks."""
