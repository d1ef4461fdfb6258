"""The words of the pages on which a rule is read, in both languages."""

from __future__ import annotations

ARTICLES: dict[str, tuple[str, str]] = {
    "previous": ("上一条", "Previous"),
    "next": ("下一条", "Next"),
    "law_text": ("条文", "The words"),
    "binds_nobody": ("不设义务的文字", "Words that create no obligation"),
    "defines": ("定义术语", "Defines"),
    "cited_line": ("来源文本第{}行", "line {} of the source"),
    "n_corrections": ("校勘{}处", "corrections: {}"),
    "no_corrections": ("无校勘", "no corrections"),
    "memory_notice": (
        "这段文字有一部分凭记忆补足，来源文本中没有。",
        "Part of this text is absent from the source and was supplied from memory.",
    ),
    "beside": ("{}：义务与解读", "{}: obligations and notes"),
    "mark": ("解读{}", "note {}"),
    "number": ("解读{}：", "Note {}: "),
    # which text is shown
    "show": ("显示", "Show"),
    "show_zh": ("中文", "Chinese"),
    "show_en": ("英文", "English"),
    "show_both": ("对照", "Both"),
    # copying
    "copy_citation": ("复制引用", "Copy citation"),
    "copy_text": ("复制条文", "Copy text"),
    "copy_article_citation": ("复制本条引用", "Copy citation of the article"),
    "copy_article_text": ("复制本条全文", "Copy text of the article"),
    "copy_of": ("{}：{}", "{}: {}"),
    "copied": ("已复制：", "Copied: "),
    "not_copied": (
        "浏览器不让复制，请选中下面的文字自行复制：",
        "The browser did not let the page copy. Select this text and copy it: ",
    ),
    "cite_as": ("引用", "Cite as"),
    # what stands below
    "terms_here": ("本条用语", "Terms in this article"),
    "cited_here": ("本条所引", "Cited in this article"),
    "cited_lead": (
        "正文和解读里提到的条文、文件，以及违反之后据以处理的条款。其他法律的条款有我们的概括，查得的原文折叠在概括之上；条号随时间变化，各注明起止日期。",
        "The articles and documents that the text and the notes name, and the provisions under which a breach is dealt with. Those of other laws "
        "are summarised by us; where a source has their words, these are above the summary, folded. Their numbers have changed over time, so each is given with its dates.",
    ),
    "leading": ("违反本规定的义务，可能依据其中的：", "Breaches of the duties in this rule may be dealt with under:"),
    "cases_here": ("说明本条的案例", "Cases that illustrate this article"),
    "cases_here_lead": (
        "案例说明哪项义务，是我们的解读；事实、出处、存疑之处和推演结果在案例的页面上。",
        "Which obligation a case illustrates is our reading; its facts, sources, doubts and replay stand on the page of the case.",
    ),
    "case_shows": ("说明", "Illustrates"),
    # the whole text
    "full_text": ("全文", "Full text"),
    "full_text_of": ("{}：全文", "{}: full text"),
    "part_text": ("所收条文", "All articles here"),
    "part_text_of": ("{}：所收条文", "{}: the articles here"),
    "full_text_lead": (
        "逐条逐款，适合通读和打印。义务、用语和案例在各条的页面上。",
        "Article by article, to read through and to print. Obligations, terms and cases stand on the pages of the articles.",
    ),
    "read_with_notes": ("连同解读阅读", "read with notes"),
    # reporting an error
    "report": ("报告错误", "Report an error"),
    "report_of": ("报告错误：{}", "Report an error: {}"),
    "report_lead": (
        "位置、文字的校验值和数据版本已经填好。请补上后三行，发给您得到本站的地方。",
        "The place, the hash of its words and the data version are filled in. Complete the last three lines and send them to whoever gave you this site.",
    ),
    "report_form": ("打开表单，以上各行已经填好", "Open the form with these lines filled in"),
    "report_copy": ("复制这几行", "Copy these lines"),
    "report_title": ("文字或者解读有误：{}", "Error in the text or its notes: {}"),
    "report_place": ("位置", "Place"),
    "report_text": ("中文文字", "Chinese text"),
    "report_data": ("数据版本", "Data version"),
    "report_wrong": ("错在哪里", "What is wrong"),
    "report_right": ("应当是什么", "What it should be"),
    "report_source": ("依据（出处、日期）", "Basis (source, date)"),
}
