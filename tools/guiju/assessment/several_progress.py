"""Two roll-ups compared, service by service: what became of each, which are new or gone or could not be assessed."""

from collections.abc import Mapping
from dataclasses import dataclass

from guiju.assessment.progress import Progress
from guiju.files.display import Displayed
from guiju.model import Lang


@dataclass(frozen=True)
class SeveralProgress(Displayed):
    """By service what became of it; the names of services that only the later or only the earlier roll-up has; and
    those of which one of them says that they could not be assessed. `dates` are those of the roll-ups."""

    _columns = ("dates", "new", "gone", "not_assessed", "is_lost")

    services: Mapping[str, Progress]
    new: tuple[str, ...]
    gone: tuple[str, ...]
    not_assessed: tuple[str, ...]
    dates: tuple[str, str]
    lang: Lang

    @property
    def is_lost(self) -> bool:
        """Whether anything of a service was lost, or a service was."""
        return bool(self.gone or self.not_assessed or any(one.is_lost for one in self.services.values()))
