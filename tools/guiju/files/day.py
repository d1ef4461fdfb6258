"""A day as files and the command line write it: YYYY-MM-DD."""

from datetime import date

from guiju.files.finding import Misuse, one_line


def iso_day(text: str) -> date | None:
    """A day written YYYY-MM-DD; None for anything else, also for what Python reads besides: 20260131, 2026-W05-6."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if day.isoformat() == text else None


def day_of(text: str) -> date:
    """A day written YYYY-MM-DD. Misuse for anything else."""
    day = iso_day(text)
    if day is None:
        raise Misuse(f"'{one_line(text)}' is not a date; write YYYY-MM-DD, such as 2026-01-31")
    return day
