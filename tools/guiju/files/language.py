"""Languages: those in which every text is written, and those in which answers are printed."""

from typing import Literal

Lang = Literal["zh", "en"]
REQUIRED_LANGUAGES: tuple[Lang, ...] = ("zh", "en")
"""Every text of the data and of the words files is in these, and so is the site."""
LANGUAGES: tuple[Lang, ...] = REQUIRED_LANGUAGES
"""What `--lang` offers. In a language beyond the required ones, a text that lacks it is printed in English."""
