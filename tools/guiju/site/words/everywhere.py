"""The words that stand on every kind of page, in both languages."""

from __future__ import annotations

EVERYWHERE: dict[str, tuple[str, str]] = {
    # everywhere
    "breadcrumb": ("当前位置", "You are here"),
    "home": ("首页", "Home"),
    "overview": ("总览", "Overview"),
    "regulations": ("法规", "Regulations"),
    "obligations": ("义务", "Obligations"),
    "checklists": ("清单", "Checklists"),
    "glossary": ("术语", "Glossary"),
    "corrections": ("校勘", "Corrections"),
    "limits": ("局限", "Limits"),
    "laws_searched": ("查过哪些法律的罚则", "In which laws penalties were looked for"),
    "what_is_unverified": ("哪些没有核实", "What is not verified"),
    "about": ("关于", "About"),
    "tables": ("数据表", "Tables"),
    "licence": ("许可", "Licence"),
    "as_of": ("截至", "As of"),
    "data_version": ("数据版本", "Data version"),
    "colon": ("：", ": "),
    "comma": ("、", ", "),
    "between": ("", " "),  # two sentences
    "semicolon": ("；", "; "),
    "open": ("（", " ("),
    "close": ("）", ")"),
    "unknown": ("不详", "unknown"),
    "full_coverage": ("收录全文", "Full text"),
    "part_coverage": ("收录部分条文", "Some of the articles"),
    "excerpt_coverage": ("收录被引用条款的原文", "Words of the provisions referred to"),
    "outline_coverage": ("只收概况", "Outline only"),
    "no_entries": ("无。", "None."),
    "rule": ("法规", "Rule"),
    "note": ("说明", "Note"),
    "total": ("合计", "Total"),
    "kind": ("类别", "Kind"),
    # home
    "home_title": (
        "规矩：中国互联网规定，读得懂、引得准、查得了",
        "guiju: Chinese internet rules that you can read, cite and check",
    ),
    "home_lead": (
        "谁应当做什么、依据哪一款、怎样检查、违反了会怎样。条文逐字还原，每一项义务都引用它所依据的原文。",
        "Who must do what, under which paragraph, how it is checked, and what follows from a breach. "
        "The text is restored word for word, and each obligation quotes the words it rests on.",
    ),
    "home_roles": ("从您的角色开始", "Start from your role"),
    "home_rules": ("收录的规定", "The rules"),
    "home_outline": (
        "另有下列文件，只收概况、被引用条款的概括和查得的原文：",
        "Of these related documents there is only an outline, with the provisions referred to and, where a source has "
        "them, their words: ",
    ),
    "home_more": ("其他入口", "Other ways in"),
    "home_more_obligations": ("按主题查找全部义务、禁止和职权。", "All duties, prohibitions and powers by topic."),
    "home_more_glossary": (
        "条文用语、英译，以及不可混用的词。",
        "The terms of the rules, their translations, and terms not to be confused.",
    ),
    "home_more_corrections": (
        "来源文本有哪些错漏，怎样还原。",
        "What was corrupted in the source, and how it was restored.",
    ),
    "home_more_limits": ("哪些内容没有核实，逐条列出。", "What is not verified, item by item."),
    "entries": ("项", "items"),
    "articles_count": ("条", "articles"),
    "articles_in_part": ("条（部分收录）", "articles (covered in part)"),
    "obligations_count": ("项义务与职权", "obligations and powers"),
    # regulations
    "regulations_lead": (
        "有的规定全文和解读都在这里；有的只收入见过原文的条文，连同解读；与之有关的其他文件只有概况、被引用条款的概括和查得的原文。各按公布日期排列。",
        "Some rules are here in full, with our reading; of others only the articles whose words were seen, with our reading. "
        "Of related documents there is an outline, with the provisions referred to and, where a source has them, their "
        "words. Each list is in order of promulgation.",
    ),
    "at_a_glance": ("概况", "At a glance"),
    "title_zh": ("名称", "Title in Chinese"),
    "title_en": ("英文名称（非官方）", "Title in English (unofficial)"),
    "aliases": ("又称", "Also called"),
    "issuer": ("制定机关", "Issuer"),
    "document_type": ("文件类别", "Kind of document"),
    "document_number": ("文号", "Document number"),
    "no_document_number": ("未见文号", "none found"),
    "promulgated": ("公布", "Promulgated"),
    "in_force_from": ("施行", "In force from"),
    "in_force_until": ("失效", "In force until"),
    "identity": ("标识", "Identity"),
    "force": ("效力", "Force"),
    "verified_on": ("核对日期", "Verified on"),
    "listed_in": ("所见目录", "Listed in"),
    "not_verified": ("未与官方清单核对", "not verified against an official list"),
    "effects": ("这一类文件的效力", "Effect of this kind of document"),
    "relations": ("与其他文件的关系", "Relations to other documents"),
    "relation": ("关系", "Relation"),
    "document": ("文件", "Document"),
    "since": ("自", "Since"),
    "rests_on": ("依据", "Rests on"),
    "provenance": ("文本来源", "Where the text comes from"),
    "source": ("来源", "Source"),
    "method": ("还原方法", "How it was restored"),
    "official_address": ("官方网址", "Official address"),
    "text_coverage": ("文本覆盖", "Coverage of the text"),
    "text_coverage_lead": (
        "每个字要么在某项义务的引文内，要么在标明“不设义务”的文字内。",
        "Each character stands inside the quotation of an obligation, or inside words marked as creating no obligation.",
    ),
    "article": ("条", "Article"),
    "paragraphs": ("款、项", "Paragraphs and points"),
    "characters": ("字数（不计标点）", "Characters, without punctuation"),
    "covered": ("已覆盖", "Covered"),
    "articles": ("条文目录", "Articles"),
    "heading_is_ours": (
        "条标为编者所加，官方文本没有。",
        "The headings of articles are ours; the official text has none.",
    ),
    "whole_text": ("全文（一页，可打印）", "Full text on one page, to print"),
    "part_text_printed": ("所收条文（一页，可打印）", "All articles here on one page, to print"),
    "outline_notice": (
        "本文件只收概况：名称、机关、日期、效力和关系，以及被引用的条款的概括。条文不在这里。",
        "Of this document there is only an outline: title, issuer, dates, force and relations, with summaries of the "
        "provisions referred to. Its text is not here.",
    ),
    "excerpt_notice": (
        "本文件收录概况、被引用条款的概括，以及查得的条款原文。全文不在这里。",
        "Of this document there are an outline, summaries of the provisions referred to and, where a source has them, "
        "their words. Its whole text is not here.",
    ),
    "missing": ("未收入的条文", "Articles that are not here"),
    "missing_lead": (
        "下列条文的原文没有见到，或者没有见全。对它们不列义务，不作结论；见过的内容在下面用我们自己的话概括。",
        "The words of these articles were not seen, or not in full. No duties are listed and no verdicts given for them; "
        "what was seen of their content is summarised below in our own words.",
    ),
    "seen": ("所见", "What was seen"),
    "partial_notice": ("在此只收入本款的一部分。", "Only a part of this paragraph is here."),
    "chapter": ("第{}章 {}", "Chapter {}: {}"),
    "to_obligations": ("全部义务与职权", "All obligations and powers"),
    "to_corrections": ("校勘记录", "Corrections"),
    "provisions": ("被引用的条款", "Provisions referred to"),
    "provisions_lead": (
        "概括是我们自己的话；查得的条款原文在概括之上，按文本折叠列出。条号随时间变化，各注明起止日期。",
        "The summaries are ours; where a source has the words of the law, they are above the summary, folded, one for each "
        "text. Article numbers have changed over time, so each is given with its dates.",
    ),
    "provision.duty": ("义务", "duty"),
    "provision.offence": ("违法行为", "offence"),
    "provision.penalty": ("罚则", "penalty"),
    "provision.rule": ("规则", "rule"),
    "liability.civil": ("民事", "civil"),
    "liability.public_security": ("治安管理", "public security"),
    "liability.administrative": ("行政", "administrative"),
    "liability.criminal": ("刑事", "criminal"),
    # obligations
    "obligations_lead": (
        "按主题列出全部义务、禁止、职权和鼓励。一项义务属于几个主题，就在几处列出。",
        "All duties, prohibitions, powers and recommendations, by topic. One that has several topics is listed under each.",
    ),
    "by_rule": ("按法规", "By rule"),
    "condition": ("条件", "Condition"),
    "timing": ("时间", "Timing"),
    "params": ("法定数字", "Numbers set by the law"),
    "check_method": ("检查方式", "How it is checked"),
    "review": ("检查步骤", "Review steps"),
    "evidence": ("证据", "Evidence"),
    "remedy": ("如何消除差距", "What would close a gap"),
    "automation": ("自动化", "Automation"),
    "consequence": ("后果", "Consequence"),
    "displaced_by": ("在后法中", "In the later rule"),
    "overlaps": ("可一并落实", "The same control may serve"),
    "open_words": ("开放用语", "Open words"),
    "topics": ("主题", "Topics"),
    "id": ("编号", "Id"),
    "obligations_of": ("{}：义务与职权", "{}: obligations and powers"),
    "obligations_of_lead": (
        "按条文顺序。每一项都引用它所依据的原文；解读是我们的，以原文为准。",
        "In the order of the text. Each quotes the words that it rests on; the reading is ours, the text prevails.",
    ),
    "none_yet": ("尚未收录解读。", "No reading is recorded yet."),
    "unit.working_day": ("个工作日", "working days"),
    "unit.person": ("人", "persons"),
    "unit.group": ("个群", "groups"),
    "unit.item": ("项", "items"),
    "unit.yuan": ("元", "yuan"),
    # checklists
    "checklists_lead": (
        "按角色列出应当做什么、不得做什么、有权做什么。一个平台往往同时属于前两种角色。",
        "What each role must do, may not do, or is empowered to do. A platform often has the first two roles at once.",
    ),
    "checklist_of": ("清单：{}", "Checklist: {}"),
    "parties": ("所含主体", "Parties"),
    "downloads": ("下载", "Downloads"),
    "downloads_lead": (
        "清单文件与本页内容相同。表格版带有状态栏，可以填写和筛选。",
        "The files contain what this page contains. The spreadsheet has columns to fill in and to filter by.",
    ),
    "skipped": ("当日不适用的规定", "Rules that do not apply on that day"),
    # glossary
    "glossary_lead": (
        "条文用语及其英译。严格的词在本站各处只有一种译法。",
        "The terms of the rules and their translations. A term marked “one translation” is rendered in the same way everywhere on this site.",
    ),
    "kept_apart": ("不可混用的词", "Terms not to be confused"),
    "kept_apart_lead": (
        "下列各组的词意思相近而不相同。",
        "The terms in each group are close in meaning but not the same.",
    ),
    "all_terms": ("全部术语", "All terms"),
    "defined_at": ("定义见", "Defined in"),
    "variants": ("英文变体", "Other forms"),
    "distinct_from": ("区别于", "Not the same as"),
    "synonyms": ("检索同义词", "Also found under"),
    "strict": ("译法固定", "one translation"),
    # corrections
    "corrections_lead": (
        "下列法规的条文取自一篇拼接的网页，那里的文字已经走样：字形相近或者读音相同的字换掉了原字，标点丢失或者成了半角，"
        "有的词被星号遮蔽，有的地方插入了别的词句。还原时的每一处改动都记录在此：来源作什么，还原为什么，理由是什么。"
        "把全部改动倒过来，得到的就是来源文本，一字不差。",
        "The text of the rules below was taken from a spliced web page in which it had been corrupted: characters had been swapped for others "
        "that look or sound alike, punctuation lost or made half-width, words masked by asterisks, and unrelated phrases "
        "inserted. Each change made in restoring it is recorded here: what the source had, what stands now, and why. "
        "Undoing them all gives back the source, character for character.",
    ),
    "source_lines": ("来源文件逐行去向", "What became of each line of the source"),
    "source_lines_lead": (
        "来源文件共{}行，逐行列明用在何处；没有使用的写明原因。",
        "The source document has {} lines. Each is listed with where it is used, or why it is not.",
    ),
    "source_line": ("行", "Lines"),
    "source_content": ("内容", "What it says"),
    "source_used": ("用于", "Used in"),
    "source_unused": ("没有使用", "not used"),
    "source_kind.law": ("法规文本", "text of a rule"),
    "source_kind.case": ("案例", "case"),
    "source_kind.disclosure": ("披露", "disclosure"),
    "source_kind.commentary": ("评论", "commentary"),
    "source_kind.advert": ("广告", "advertisement"),
    "corrections_kinds": ("改动的类别", "Kinds of change"),
    "corrections_of": ("{}：校勘记录", "{}: corrections"),
    "source_had": ("来源作", "Source"),
    "restored_as": ("还原为", "Restored"),
    "in_context": ("上下文（来源文字）", "In context (words of the source)"),
    "reason": ("理由", "Reason"),
    "nothing": ("（无）", "(nothing)"),
    "space": ("（空格）", "(space)"),
    "title_place": ("标题", "Title"),
    "kind.glyph": (
        "用了字形相近的字，或者繁体、异体字形。",
        "A character that looks alike, or a traditional or variant form.",
    ),
    "kind.homophone": ("用了读音相同或相近的字。", "A character that sounds the same or alike."),
    "kind.missing": ("丢失了文字，或者条号后的分隔。", "Lost words, or a lost separator after an article number."),
    "kind.punctuation": ("标点丢失，或者成了半角。", "Punctuation lost, or made half-width."),
    "kind.redaction": ("用星号遮蔽了文字。", "Words masked by asterisks."),
    "kind.substitution": ("换成或者插入了别的词句。", "Words replaced by others, or inserted."),
    # limits
    "limits_lead": (
        "本站不是法律意见。下面列出没有核实的内容；这些清单由数据生成，不是另外写的。",
        "This site is not legal advice. Listed below is what has not been verified; the lists are generated from the data.",
    ),
    "limits_force": ("效力", "Force"),
    "limits_force_lead": (
        "下列文件今天是否有效，没有与官方清单核对。",
        "Whether these documents are in force today was not verified against an official list.",
    ),
    "limits_outline": ("没有全文的文件", "Documents without their whole text"),
    "limits_outline_lead": (
        "下列文件只有概况、被引用条款的概括和查得的条款原文。",
        "Of these documents there is only an outline, with summaries of the provisions referred to and, where a source has "
        "them, their words.",
    ),
    "limits_part": ("只收入部分条文的规定", "Rules of which only some articles are here"),
    "limits_part_lead": (
        "下列规定只收入见过原文的条文，各注明见于几处；标点系还原，不作依据。清单和评估因此不全。",
        "Of these rules only the articles whose words were seen are here, each with the number of sources; punctuation was "
        "put back and is not evidence. Checklists and assessments are therefore incomplete.",
    ),
    "limits_addresses": ("官方网址", "Official addresses"),
    "limits_addresses_lead": (
        "下列网址由他处引用，我们没有查阅。",
        "These addresses are named by other documents; we did not read the text there.",
    ),
    "limits_relations": ("条文没有载明的关系", "Relations that the text does not state"),
    "limits_relations_lead": (
        "下列关系依据其他来源，或者未核实。",
        "These relations rest on other sources, or are unverified.",
    ),
    "limits_provisions": ("没有亲见的条款", "Provisions not seen with their numbers"),
    "limits_provisions_lead": (
        "下列被引用的条款，内容或条号凭记忆，或者出自他人转述。",
        "Of these provisions the content or the number is from memory, or at second hand.",
    ),
    "limits_wording": ("凭记忆补足的文字", "Words supplied from memory"),
    "limits_wording_lead": (
        "下列款项的一部分文字不见于来源文本。",
        "Part of these paragraphs is absent from the source.",
    ),
    "limits_displacement": ("在后法中的去向", "What became of duties in the later rule"),
    "limits_displacement_lead": (
        "后法只查到部分条文。下列去向的内容或条号凭记忆，或者出自他人转述，或者没有查阅。",
        "Only some articles of the later rule were found. For these the content or the number is from memory, at second "
        "hand, or was not read.",
    ),
    "limits_consequence": ("未发现罚则的义务", "Duties for which no penalty was found"),
    "limits_consequence_lead": (
        "下列义务在已查的法律中没有发现直接罚则，不等于没有罚则。",
        "For these duties no direct penalty was found in the laws searched, which is not to say that there is none.",
    ),
    "limits_automation": ("须人工判断的义务", "Duties that need a person to judge"),
    "limits_automation_lead": (
        "下表说明机器从事实能判定多少。其余须由人检查；缺少事实时，结论是“待核实”，不是“符合”。",
        "How far a machine can decide from facts. The rest has to be checked by a person; where a fact is missing the answer is "
        "“to be verified”, never “met”.",
    ),
    "certainty": ("把握", "Certainty"),
    "change": ("变化", "Change"),
}
