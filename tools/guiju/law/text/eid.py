"""Places by their eIds: which lies within which."""


def is_within(eId: str, place: str) -> bool:
    """Whether an eId is this place or lies within it: art_6__para_2 within art_6, art_60 not."""
    return f"{eId}__".startswith(f"{place}__")
