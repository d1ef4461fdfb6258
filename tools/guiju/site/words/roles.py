"""The words of the pages by role, in both languages. A role of the vocabulary that has no situation here is called by its label."""

from __future__ import annotations

ROLES: dict[str, tuple[str, str]] = {
    "roles": ("按角色", "By role"),
    "roles_lead": (
        "选一个最像您的处境。每页先说您必须做什么、拿什么证明，再说违反了会怎样、别人发生过什么。一个平台往往同时属于前两种。",
        "Choose the situation that is most like yours. Each page says what you must do and what proves it, then what "
        "follows from a breach and what happened to others. A platform often has the first two at once.",
    ),
    # how a reader would say it: by id of the role
    "situation.group-provider": ("我经营聊天、群组产品", "I run a chat product"),
    "situation.account-provider": ("我运营账号注册服务", "I run a service with user accounts"),
    "situation.group-owner": ("我是群主或者管理员", "I own or manage a group"),
    "situation.group-member": ("我是群成员", "I am a member of a group"),
    "situation.account-user": ("我注册、使用账号", "I register or use an account"),
    "situation.regulator": ("我负责监督管理", "I supervise platforms"),
    # one role
    "role_parties": ("在规定里称为", "Referred to in the rules as"),
    "role_counts": ("{duties}项应当，{bans}项不得", "Duties: {duties}, prohibitions: {bans}"),
    "role_counts_punished": ("其中{}项有罚则", "with a penalty: {}"),
    "role_counts_historical": ("另有{}项已被后法取代，不计入", "{} displaced by a later rule, not counted"),
    "role_counts_others": ("{}项职权、可以或者鼓励", "{} powers, permissions or recommendations"),
    "role_jump": ("本页内容", "On this page"),
    "role_next": ("下一步", "Next"),
    "role_next_checklist": ("逐项自查", "Go through the checklist"),
    "role_next_checklist_note": (
        "逐项记状态、证据和责任人，只存在您的浏览器里。",
        "Status, evidence and owner of each item, kept in your browser only.",
    ),
    "role_next_assessment": ("回答问题，当场得到结论", "Answer questions, get verdicts at once"),
    "role_next_assessment_note": (
        "只问还有用的问题；什么都不离开网页。",
        "It asks only what still matters; nothing leaves the page.",
    ),
    "role_next_workbook": ("下载工作簿（xlsx）", "Download the workbook (xlsx)"),
    "role_next_workbook_note": ("填好以后可以交给命令行评估。", "Once filled in, the command line assesses it."),
    "role_next_others": ("各方必须做什么", "What the parties must do"),
    "role_next_others_note": (
        "按角色列出应当和不得、证据和后果。",
        "By role: duties and prohibitions, what proves them, what follows from a breach.",
    ),
    "role_next_inspection": ("检查时逐项核对", "Inspect item by item"),
    "role_next_inspection_note": (
        "选被检查方的角色，记状态和证据，打印签字。",
        "Choose the roles of the party inspected; record, print, sign.",
    ),
    "role_next_cases_note": ("哪些案例适用过哪些罚则。", "Which cases applied which penalties."),
    "role_duties": ("必须做什么", "What you must do"),
    "role_duties_lead": (
        "按主题列出，每项只列一次。违反后有罚则的主题和事项在前；其余在已查的法律中没有发现直接罚则，不等于可以不做。",
        "By topic, each listed once. Topics and items that carry a penalty come first; for the others no direct penalty "
        "was found in the laws searched, which does not make them optional.",
    ),
    "role_no_duties": (
        "这些规定没有要求这一角色做什么、不做什么。",
        "These rules ask nothing of this role, and forbid it nothing.",
    ),
    "role_proof": ("拿什么证明、违反了会怎样", "What proves it, what follows from a breach"),
    "role_evidence": ("拿什么证明", "What proves it"),
    "role_number": ("法定数字：{}", "number set by the law: {}"),
    "role_case": ("案例", "case"),
    "role_all_steps": ("检查步骤和原文", "Review steps and the words of the law"),
    "role_consequences": ("违反了会怎样", "What follows from a breach"),
    "role_consequences_lead": (
        "违反上列事项的，可能依据其他法律的下列罚则处理；条文以{}适用的为准。各档针对谁写在前面；是否及于某一项义务，以该项下的说明为准。",
        "A breach may be dealt with under the penalties of other laws below, as they stand on {}. Before each tier stands whom it applies to; whether "
        "it reaches a particular duty is explained in the note to that duty.",
    ),
    "role_consequences_from": ("可能依此处理的事项", "Items that may lead here"),
    "role_unpunished": (
        "另有{}项在已查的法律中没有发现直接罚则，不等于可以不做。",
        "Other items, for which no direct penalty was found in the laws searched: {}. That does not make them optional.",
    ),
    "role_none_punished": (
        "在已查的法律中没有发现直接罚则的事项：{}项。",
        "Items for which no direct penalty was found in the laws searched: {}.",
    ),
    "role_cases": ("别人发生了什么", "What happened to others"),
    "role_cases_lead": (
        "案例说明上列事项，或者适用过上列罚则。当事人未必与您同一角色，案件页逐一说明。",
        "The cases illustrate the items above, or applied a penalty above. The person concerned need not have had your role; "
        "the page of each case says who it was.",
    ),
    "role_no_cases": ("收录的案例没有涉及这一角色的。", "None of the cases here concerns this role."),
    "role_case_illustrates": ("说明", "Illustrates"),
    "role_case_applied": ("适用过", "Applied"),
    "role_case_no_outcome": ("没有见到结果", "no outcome was found"),
    "role_contested": ("有争议", "contested"),
    "role_numbers": ("期限与数字", "Deadlines and numbers"),
    "role_numbers_lead": (
        "条文写明的数字，和条文要求先后、及时的地方。没有列出的，条文没有数字，本站也不代定。",
        "Numbers that the law sets, and where it asks for an order in time or for promptness. For the rest the law has no "
        "number, and this site sets none.",
    ),
    "role_no_numbers": ("条文对这一角色没有规定期限和数字。", "The law sets this role no deadline and no number."),
    "role_historical": ("历史参考", "History"),
    "role_historical_lead": (
        "后法已取代这些内容：违反它们不是今天的差距，也不计入上面的数字。",
        "A later rule displaces these: a breach of them is no gap today, and they are not counted above.",
    ),
    "role_others": ("可以做什么", "What you may do"),
    "role_others_lead": (
        "职权、可以和鼓励：不做不构成违反。",
        "Powers, permissions and recommendations: it is no breach not to act on them.",
    ),
    "role_owed": ("别人对您负有什么", "What others owe you"),
    "role_owed_lead": ("相对方是您的义务。", "Duties owed to you."),
    "role_rules": ("依据哪些规定", "The rules behind this"),
}
