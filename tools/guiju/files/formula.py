"""Text that a spreadsheet could take for a formula, and that must stay text."""

_SKIPPED_BY_SPREADSHEETS = " \u3000\ufeff"
_BEGINS_A_FORMULA = tuple("=+-@\t\r\n\0＝＋－＠")


def looks_like_formula(text: str) -> bool:
    """Whether a spreadsheet could take this text for a formula: full-width signs count, leading spaces do not."""
    return text.lstrip(_SKIPPED_BY_SPREADSHEETS).startswith(_BEGINS_A_FORMULA)
