"""A day as files and the command line write it: YYYY-MM-DD."""

from datetime import date


def iso_day(text: str) -> date | None:
    """A day written YYYY-MM-DD; None for anything else, also for what Python reads besides: 20260131, 2026-W05-6."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if day.isoformat() == text else None
