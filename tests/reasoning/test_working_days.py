"""Working days are not reckoned: no calendar of holidays is recorded, and whoever reads a verdict is told so."""

from guiju.model import Corpus, Lang

NO_CALENDAR = {"zh": "没有收录放假安排", "en": "no calendar of holidays is recorded"}


def test_a_test_of_a_duty_in_working_days_says_that_calendar_days_stand_for_them(corpus: Corpus, lang: Lang) -> None:
    tested = [check for _, duty in corpus.obligations() if "工作日" in "".join(duty.quote) for check in duty.checks]
    assert len(tested) >= 2
    for check in tested:
        assert check.decides == "breached"  # what is within thirty days is left to a person
        assert check.remaining and NO_CALENDAR[lang] in check.remaining[lang]
