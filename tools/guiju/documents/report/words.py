"""The headings of the report and of its tables, in both languages."""

from __future__ import annotations

from guiju.model import Bilingual

HEADINGS = {
    "scope": Bilingual("评估对象与范围", "What was assessed"),
    "result": Bilingual("结果", "Result"),
    "findings": Bilingual("发现的问题", "Findings"),
    "plan": Bilingual("整改计划", "Remediation plan"),
    "remaining": Bilingual("待核实的义务", "What remains to be verified"),
    "next": Bilingual(
        "接下来提供哪些事实（影响最大的在前）", "Which facts to supply next, the one that decides most first"
    ),
    "doubts": Bilingual("不一致的自述与不计入的事实", "Declarations that disagree, facts that do not count"),
    "unused": Bilingual("已提供而没有决定任何结论的事实", "Facts that were supplied and decide nothing"),
    "settled": Bilingual("符合与不适用的义务", "Duties that are met or do not apply"),
    "historical": Bilingual("历史参考：已被取代的义务（不计入）", "Historical: displaced duties (not counted)"),
    "informative": Bilingual("供参考：职权、许可、鼓励", "For information: powers, permissions, recommendations"),
    "counts": Bilingual("分项统计", "The numbers in detail"),
    "basis": Bilingual("评估依据", "Law and data"),
    "methods": Bilingual("方法", "Methods"),
    "limits": Bilingual("局限", "Limitations"),
    "verification": Bilingual("回执与核验", "Receipt, and how to verify it"),
    "sign_off": Bilingual("签署", "Sign-off"),
}
WORDS = {
    "contents": Bilingual("目录", "Contents"),
    "overall": Bilingual("按结论", "By verdict"),
    "by_wording": Bilingual("按结论的措辞（依据的强弱）", "By wording (how firm the basis is)"),
    "by_reason": Bilingual("待核实的原因", "Why duties are to be verified"),
    "why": Bilingual("为何待核实", "Why not known"),
    "count_open": Bilingual("项数 / 待核实", "Duties / to be verified"),
    "worded": Bilingual("措辞", "Wording"),
    "count": Bilingual("项数 / 全部", "Duties / all"),
    "of": Bilingual("合计", "Of"),
    "number": Bilingual("编号", "No."),
    "duty": Bilingual("义务与条款", "Duty and place"),
    "verdict": Bilingual("结论", "Verdict"),
    "basis": Bilingual("依据", "Basis"),
    "proof": Bilingual("证明", "Proof"),
    "disagreement": Bilingual("自述", "Declaration"),
    "remedy": Bilingual("如何消除", "What would close it"),
    "plan": Bilingual("整改", "Plan"),
    "no_plan": Bilingual("尚无计划", "no plan yet"),
    "kind": Bilingual("类别", "Kind"),
    "action": Bilingual("措施或理由", "Action or reason"),
    "owner": Bilingual("责任岗位", "Owner"),
    "due": Bilingual("期限", "Due"),
    "state": Bilingual("当日状态", "On this day"),
    "risk": Bilingual("风险等级", "Risk grade"),
    "note": Bilingual("备注", "Note"),
    "plan_note": Bilingual("整改计划和风险接受不改变结论。", "Neither a plan nor an accepted risk changes a verdict."),
    "missing": Bilingual("尚缺的事实", "Facts still missing"),
    "person": Bilingual("须由人审查", "For a person to examine"),
    "question": Bilingual("问题", "Question"),
    "fact": Bilingual("资料中的名称", "Name in the profile"),
    "usual_source": Bilingual("通常见于", "Usually found in"),
    "decides": Bilingual("单独可判定的义务", "Duties it decides alone"),
    "waiting": Bilingual("与其他事实一起可改变的义务", "Duties it can change with others"),
    "more_facts": Bilingual(
        "另有 {count} 个事实，见每项义务和 JSON。", "And {count} more facts: see each duty, and the JSON."
    ),
    "disagreements": Bilingual(
        "自述与检测不一致，以检测为准", "The declaration disagrees with the test, which prevails"
    ),
    "said": Bilingual("自述", "Declaration"),
    "tested": Bilingual("检测", "Test"),
    "set_aside": Bilingual("已提供但不计入的事实", "Facts that were supplied and do not count"),
    "entity": Bilingual("对象", "Of what"),
    "reason": Bilingual("原因", "Reason"),
    "number_of": Bilingual("条数", "Number"),
    "readers": Bilingual("用到它的义务", "Duties that read it"),
    "would_serve": Bilingual("所涉义务", "Duties"),
    "own_words": Bilingual("按其原来的文字", "On its own words"),
    "history": Bilingual("历史参考 {count} 项，不计入", "{count} historical, not counted"),
    "history_note": Bilingual(
        "这些义务已被后法取代；所列只是其原来的文字会得出的结论，不是差距。",
        "A later rule displaces these duties; what is said of them is only what their own words would have given, and is no gap.",
    ),
    "modality": Bilingual("性质", "Modality"),
    "rule": Bilingual("法规", "Rule"),
    "standing": Bilingual("文件类别与效力", "Document type and standing"),
    "skipped": Bilingual("当日不适用、未列入", "Did not apply on that day, left out"),
    "step": Bilingual("环节", "Step"),
    "who": Bilingual("岗位或姓名", "Position or name"),
    "signature": Bilingual("签名", "Signature"),
    "date": Bilingual("日期", "Date"),
}
NONE = {
    "findings": Bilingual(
        "没有疑似不符合的义务；待核实的不等于符合。",
        "No apparent gap was found; what is to be verified does not count as met.",
    ),
    "plan": Bilingual("没有整改计划，也没有须整改的问题。", "Nothing is planned, and nothing found calls for it."),
    "remaining": Bilingual("没有待核实的义务。", "Nothing remains to be verified."),
    "disagree": Bilingual("没有与检测不一致的自述。", "No declaration disagrees with a test."),
    "set_aside": Bilingual(
        "没有过期、晚于当日或缺少具名审核人的事实。", "No fact is stale, later than the day, or lacks a named reviewer."
    ),
    "unused": Bilingual("所提供的事实都有作用。", "Every fact that was supplied decides something."),
    "settled": Bilingual("没有符合或不适用的义务。", "No duty is met or inapplicable."),
}
