"""Page one of a report on the terminal: the sentence, the gaps to act on, the questions, what is met, the counts."""

from guiju.assessment import Assessment
from guiju.documents.report import front_section
from guiju.documents.report.front_section import (
    COLUMNS,
    GAPS_HEADING,
    LEGEND,
    MORE_QUESTIONS,
    QUESTIONS_HEADING,
    QUESTIONS_SHOWN,
    follows,
    law_words,
    pairs,
    steps,
    who_when,
)
from guiju.documents.report.layout import NOTHING
from guiju.documents.report.page_one import PageOne
from guiju.terminal import Say
from guiju.wording.labels import COLON, SEMICOLON


def print_page_one(say: Say, assessment: Assessment, page: PageOne) -> None:
    """Print the page, in the order of every other format."""
    lang = assessment.lang
    say(page.sentence, style="bold")
    if not assessment.duties:
        return
    for line in page.lines:
        say(line)
    heading = GAPS_HEADING[lang].format(count=len(page.gaps))
    say(heading if page.gaps else NOTHING["findings"][lang], style="bold")
    if page.gaps:
        say(LEGEND[lang], style="dim")
    for gap in page.gaps:
        say((f"{gap.number} {gap.title}", "red"))
        say(gap.failed, by=4)
        for text in (*law_words(gap, lang).split("\n"), *gap.lifted_by):
            say(text, by=4)
        for text in follows(gap, lang):
            say(text, by=4)
        say(f"{COLUMNS['remedy'][lang]}{COLON[lang]}{steps(gap, lang)}", by=4)
        plan = " · ".join(who_when(gap, lang))
        say(f"{COLUMNS['plan'][lang]}{COLON[lang]}{plan}", by=4, style="yellow" if gap.overdue else "")
    if page.open:
        say(QUESTIONS_HEADING[lang], style="bold")
    asked = front_section.together(assessment, page.open)
    for text, one, _ in asked[:QUESTIONS_SHOWN]:
        what = f"{one.fact} ({one.entity})"
        texts = {"could": front_section.could(one, lang), "decides": front_section.decides(one, lang)}
        stake = SEMICOLON[lang].join(f"{COLUMNS[key][lang]}{COLON[lang]}{words}" for key, words in texts.items())
        say(f"→ {text} ", (what, "dim"))
        say(stake, by=4, style="dim")
    if left := sum(count for _, _, count in asked[QUESTIONS_SHOWN:]):
        say(MORE_QUESTIONS[lang].format(count=left), style="dim")
    for heading, text in pairs(assessment, page):
        say(f"{heading}{COLON[lang]}{text}")
