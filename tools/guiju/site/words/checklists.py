"""The words of the interactive checklist, in both languages. What begins with `desk.` goes to its script, without that beginning."""

from __future__ import annotations

CHECKLISTS: dict[str, tuple[str, str]] = {
    "home_more_checklists": (
        "逐项自查：记状态、证据和责任人，导出给评估用，打印签字。",
        "Go through them item by item: status, evidence, owner; export for an assessment; print and sign.",
    ),
    "checklist_of_all": ("清单：全部角色", "Checklist: all roles"),
    "checklist_of_all_short": ("全部角色", "All roles"),
    "checklist_of_all_lead": (
        "一方同时有几个角色时用这一页：选角色，各角色的事项合成一份，共有的只列一次。",
        "For a party that has several roles at once: choose the roles, and their items are combined into one list, in which "
        "what they share appears once.",
    ),
    "to_checklist_of_all": ("同时有别的角色？合成一份", "Other roles too? Make one list of them"),
    "to_role": ("先看这一角色必须做什么", "First read what this role must do"),
    "no_duties_to_record": (
        "这一角色没有需要记录状态的义务；下列职权和鼓励供参考。",
        "This role has no duties whose status could be recorded; its powers and recommendations are listed for information.",
    ),
    # the desk: what stands above the list where scripts run
    "desk_title": ("自查", "Self-check"),
    "desk_progress": ("进度", "Progress"),
    "desk_filters": ("筛选", "Filter"),
    "desk_role": ("角色", "Role"),
    "desk_topic": ("主题", "Topic"),
    "desk_method": ("检查方式", "Method"),
    "desk_modality": ("性质", "Modality"),
    "desk_any": ("全部", "All"),
    "desk_open": ("只看待核实", "Open items only"),
    "desk_reset": ("清除筛选", "Clear filters"),
    "desk_party": ("被评估的是谁", "Who is assessed"),
    "desk_entity": ("被评估方", "Party assessed"),
    "desk_prepared_by": ("填报人（岗位）", "Prepared by (position)"),
    "desk_prepared_by_note": (
        "没有写责任人的事项，按填报人自述计。",
        "Counts as the owner of any item that names none.",
    ),
    "desk_files": ("导出、导入、打印", "Export, import, print"),
    "desk_json": ("导出 JSON", "Export JSON"),
    "desk_csv": ("导出 CSV", "Export CSV"),
    "desk_import": ("导入…", "Import…"),
    "desk_print": ("打印", "Print"),
    "desk_delete": ("删除全部记录…", "Delete all entries…"),
    "desk_workbook": ("工作簿（xlsx）", "Workbook (xlsx)"),
    "desk_notes": ("为谁填、存在哪里、导出什么", "For whom, where entries are kept, what is exported"),
    "desk_saved": (
        "记录只存在这个浏览器里，不发往任何地方；换浏览器或者清除浏览数据之前，请先导出。各份清单共用一套记录，属于同一个被评估方；"
        "评估另一方之前，请导出并删除。",
        "Entries are kept in this browser only and are sent nowhere; export them before you change browsers or clear its data. All "
        "checklists share one set of entries, those of one party; before you assess another party, export and delete them.",
    ),
    "desk_json_note": (
        "JSON 是一份应答文件，可以直接交给 guiju assess；换行在其中变成空格。CSV 用表格软件打开，内容一字不差。两种都含本清单的全部记录，不论筛选。",
        "The JSON is a profile that guiju assess reads as it is; line breaks become spaces in it. The CSV opens in a spreadsheet and "
        "keeps every character. Both hold all entries of this checklist, whatever is filtered.",
    ),
    "desk_cancel": ("取消", "Cancel"),
    "desk_go_on": ("确定", "Continue"),
    # one entry
    "entry_more": ("责任人、证据、说明", "Owner, evidence, notes"),
    "entry_by": ("责任人（岗位）", "Owner (position)"),
    "entry_evidence": ("证据在哪里", "Where the evidence is"),
    "entry_reviewer": ("复核人（岗位）", "Reviewer (position)"),
    "entry_approver": ("不适用的批准人（岗位）", "Approver, if not applicable (position)"),
    "entry_confirm": ("条文已重看，记录仍然成立", "I have read the text again: the entry still stands"),
    # on paper
    "sign_prepared": ("填报", "Prepared by"),
    "sign_reviewed": ("复核", "Reviewed by"),
    "sign_approved": ("批准", "Approved by"),
    "sign_how": ("签名、日期", "Signature, date"),
    # told by the script
    "entry_status_of": ("状态：{title}", "Status: {title}"),
    "desk.progress": ("已评估{done}项，共{duties}项", "{done} of {duties} assessed"),
    "desk.counted": ("{word} {number}", "{word} {number}"),
    "desk.told": ("{key}：{value}", "{key}: {value}"),
    "desk.then": ("；", "; "),
    "desk.stale_counted": ("条文有变化而不计 {number}", "Not counted, as the text of the law changed {number}"),
    "desk.shown": ("显示{shown}项，共{total}项", "Showing {shown} of {total}"),
    "desk.shown_none": ("没有符合筛选的事项。", "No item matches the filters."),
    "desk.stale": (
        "这一款的文字在填写之后有变化，记录不计。请对照条文重看。",
        "The text of the law has changed since this was filled in, so the entry does not count. Read the text again.",
    ),
    "desk.stale_version": (
        "填写时的数据版本不同，文字可能已有变化，记录不计。请对照条文重看。",
        "This was filled in under another version of the data; the text may have changed since, so the entry does not count. Read the text again.",
    ),
    "desk.incomplete": (
        "“不适用”须写明理由和批准人；写全之前按待核实计。",
        "“Not applicable” needs a reason and an approver; until both are given it counts as to be verified.",
    ),
    "desk.reason": ("说明：现有控制、差距与整改", "Notes: present control, gap, remediation"),
    "desk.reason_na": ("不适用的理由", "Reason, if not applicable"),
    "desk.date": ("记于{date}", "Recorded on {date}"),
    "desk.unnamed": ("未具名", "not named"),
    "desk.scope": (
        "清单“{name}”，截至{as_of}，数据版本 {version}",
        "Checklist “{name}”, as of {as_of}, data version {version}",
    ),
    "desk.exported": ("已导出{number}项。", "Items exported: {number}."),
    "desk.nothing": ("还没有记录，没有导出。", "Nothing is recorded yet; nothing was exported."),
    "desk.left_stale": (
        "{number}项因条文有变化没有写入 JSON；CSV 含全部。",
        "Left out of the JSON, as the text of the law has changed: {number}. The CSV holds all.",
    ),
    "desk.left_incomplete": (
        "{number}项“不适用”缺理由或批准人，写作待核实。",
        "“Not applicable” without a reason or an approver, written as to be verified: {number}.",
    ),
    "desk.left_unnamed": (
        "{number}项没有责任人，写作“未具名”。",
        "Without an owner, written as “not named”: {number}.",
    ),
    "desk.imported": ("已导入{number}项。", "Items imported: {number}."),
    "desk.imported_elsewhere": (
        "另有{number}项不在本清单中，没有导入。",
        "Not on this checklist, and not imported: {number}.",
    ),
    "desk.imported_part": (
        "文件里的事实、记录行和计划不属于清单，没有导入。",
        "Facts, rows and plans in the file are no part of a checklist and were not imported.",
    ),
    "desk.ask_replace": (
        "导入会替换{number}项已有的记录。继续吗？",
        "Importing replaces existing entries ({number}). Continue?",
    ),
    "desk.ask_delete": (
        "删除这个浏览器里全部清单的全部记录，共{number}项？删除以后无法恢复。",
        "Delete all entries of all checklists in this browser, {number} in total? This cannot be undone.",
    ),
    "desk.deleted": ("已删除全部记录。", "All entries were deleted."),
    "desk.not_saved": (
        "这个浏览器不让网页保存数据：关掉本页，记录就没有了。请在离开前导出。",
        "This browser does not let the page keep data: closing the page loses the entries. Export them before you leave.",
    ),
    "desk.refused": ("没有导入：{why}", "Nothing was imported: {why}"),
    "desk.bad_size": ("文件超过 8 MB", "the file is larger than 8 MB"),
    "desk.bad_text": ("文件不是 UTF-8 或 GB 18030 文字", "the file is not text in UTF-8 or GB 18030"),
    "desk.bad_json": ("文件不是 JSON 也不是 CSV，或者已经损坏", "the file is neither JSON nor CSV, or it is broken"),
    "desk.bad_profile": (
        "JSON 里没有 declarations（义务编号 → 状态）",
        "the JSON has no declarations (obligation id → status)",
    ),
    "desk.bad_entry": ("{id} 的 {key} 不对：{value}", "{id}: {key} cannot be {value}"),
    "desk.bad_columns": ("CSV 缺少“{column}”一列", "the CSV has no column “{column}”"),
    "desk.bad_quotes": ("CSV 第{row}行的引号没有闭合", "a quotation mark in the CSV is not closed (row {row})"),
    "desk.bad_row": ("CSV 第{row}行的“{column}”不对：{value}", "CSV row {row}: “{column}” cannot be {value}"),
    "desk.bad_width": (
        "CSV 第{row}行的格子比表头多，大概有没加引号的逗号",
        "CSV row {row} has more cells than the heading; perhaps a comma stands outside quotation marks",
    ),
    "desk.bad_twice": ("{id} 在文件里出现两次", "{id} stands twice in the file"),
    "desk.bad_none": ("文件里没有本清单的事项", "the file holds no item of this checklist"),
    "desk.printed": ("只印出筛选后的{shown}项，共{total}项", "Printed: {shown} of {total}, as filtered"),
    "desk.printed_all": ("印出全部{total}项", "Printed: all {total}"),
}
