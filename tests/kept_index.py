"""The index of a knowledge base kept between calls, as it is for users: without it each search makes one anew."""

from collections.abc import Iterator

import pytest


@pytest.fixture(scope="module", autouse=True)
def kept_index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """For the modules that import it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("GUIJU_NO_CACHE", raising=False)
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.getbasetemp() / "cache-of-lookups"))
        yield
