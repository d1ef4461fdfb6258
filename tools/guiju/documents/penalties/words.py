"""The words for penalties, in both languages: tiers, subjects, the proper term of each penalty, ranges, and how penalties are joined."""

from __future__ import annotations

from functools import cache

from guiju.model import Lang

PENALTIES: dict[str, tuple[str, str]] = {
    "tier.base": ("基本档", "base tier"),
    "tier.lighter": ("较轻档", "lighter tier"),
    "tier.aggravated": ("较重档", "aggravated tier"),
    "tier.especially_serious": ("特别严重档", "especially serious tier"),
    "tier.civil": ("民事责任", "civil liability"),
    "subject.anyone": ("任何人", "anyone"),
    "subject.individual": ("个人", "individuals"),
    "subject.entity": ("单位", "entities"),
    "subject.responsible_person": ("责任人员", "persons responsible"),
    "subject.employer": ("用人单位", "the employer"),
    "penalty.detention": ("行政拘留", "administrative detention"),
    "penalty.fine": ("罚款", "an administrative fine"),
    "penalty.imprisonment": ("有期徒刑", "fixed-term imprisonment"),
    "penalty.life": ("无期徒刑", "life imprisonment"),
    "penalty.short_term_detention": ("拘役", "short-term detention"),
    "penalty.criminal_fine": ("罚金", "a criminal fine"),
    "measure.order_to_correct": ("责令改正", "order to correct"),
    "measure.warning": ("警告", "warning"),
    "measure.public_criticism": ("通报批评", "public criticism"),
    "measure.confiscation_of_unlawful_gains": ("没收违法所得", "confiscation of unlawful gains"),
    "measure.suspension_of_business": ("停业或者暂停业务", "suspension of business"),
    "measure.suspension_of_network_access": ("停止联网、停机整顿", "disconnection or shutdown for rectification"),
    "measure.temporary_closure_of_site": ("暂时关闭网站", "temporary closure of the site"),
    "measure.closure_of_site": ("关闭网站", "closure of the site"),
    "measure.closure_of_groups": ("关闭违法的网站、通讯群组", "closure of the unlawful websites and groups"),
    "measure.revocation_of_licence": ("吊销许可证照", "revocation of licence"),
    "measure.control": ("管制", "public surveillance (管制)"),
    "measure.confiscation_of_property": ("没收财产", "confiscation of property"),
    "measure.tort_liability": ("侵权责任", "liability in tort"),
    "measure.joint_and_several_liability": ("连带责任", "joint and several liability"),
    "measure.other_law": ("依照其他法律处罚", "a penalty under another law"),
    # a range: least and most; then the penalty with its range
    "range.between": ("{}以上{}以下", "{} to {}"),
    "range.up_to": ("{}以下", "up to {}"),
    "range.at_least": ("{}以上", "at least {}"),
    "range.share": ("{range}或者{whole}{percent}%以下", "{range} or up to {percent} % of {whole}"),
    "share.previous_year_turnover": ("上一年度营业额", "the turnover of the preceding year"),
    "ranged": ("{range}{penalty}", "{penalty} of {range}"),
    # how a penalty joins the one before it; `first` where none is named before it
    "joined.may_add": ("{}，可以并处{}", "{}, to which {} may be added"),
    "joined.and": ("{}，并处{}", "{}, together with {}"),
    "joined.and_or_alone": ("{}，并处或者单处{}", "{}, with {} in addition or alone"),
    "joined.alternative": ("{}，或者{}", "{}, or {}"),
    "joined.alone": ("{}；只处{}", "{}; {} alone"),
    "joined.none": ("{}；{}", "{}; {}"),
    "first.may_add": ("可以并处{}", "{}, which may be added"),
    "first.and": ("并处{}", "{} in addition"),
    "first.alone": ("只处{}", "{} alone"),
    "first.and_or_alone": ("并处或者单处{}", "{} in addition or alone"),
    "either": ("或者", " or "),
    "ordered": ("{}；{}", "{}; {}"),  # an order to correct is no penalty, so none stands in its place
    "further_measures": ("{}；所列措施：{}", "{}; measures listed: {}"),
    "optional_measures": ("{}；可以另加：{}", "{}; may be added: {}"),
    "period.joined": ("", " and "),
    "unit.day": ("日", "days"),
    "unit.month": ("个月", "months"),
    "unit.year": ("年", "years"),
    "penalised_by": ("罚则见", "Penalised under"),
    "falls_on": ("只处罚", "applies only to"),
    "falls_only_on": ("只处罚", "Applies only to"),  # where it begins a line
    # when it applies
    "in_force_on": ("已知于{}适用", "known to have applied on {}"),
    "from_until": ("{}起，至{}", "from {} until {}"),
    "until_only": ("起始日不详，至{}", "until {}, first day unknown"),
    "from_on": ("{}起", "from {}"),
    "start_unknown": ("起始日不详", "first day unknown"),
    "before": ("{}前", "{}"),  # the day itself is no longer of it
    "day_unknown": ("不详", "unknown"),
    # for what it is imposed: what holds of the conduct, and what does not (guiju.documents.penalties.conditions)
    "is.lighter_circumstances": ("情节较轻", "relatively light circumstances"),
    "not.lighter_circumstances": ("情节不属较轻", "circumstances not relatively light"),
    "is.aggravated": ("情节较重", "relatively serious circumstances"),
    "not.aggravated": ("情节不属较重", "circumstances not relatively serious"),
    "is.serious_circumstances": ("情节严重", "serious circumstances"),
    "not.serious_circumstances": ("情节不属严重", "circumstances not serious"),
    "is.listed_situation_found": ("有所列情形之一", "one of the listed situations found"),
    "not.listed_situation_found": ("没有所列情形", "none of the listed situations found"),
    "is.network_security_endangered": ("导致危害网络安全等后果", "network security endangered or the like"),
    "not.network_security_endangered": ("没有导致危害网络安全等后果", "network security not endangered, nor the like"),
    "is.especially_serious": ("情节、后果特别严重", "especially serious circumstances or consequences"),
    "not.especially_serious": ("情节、后果不属特别严重", "circumstances and consequences not especially serious"),
    "is.serious_consequences": ("造成严重后果", "serious consequences"),
    "not.serious_consequences": ("没有造成严重后果", "no serious consequences"),
    "is.refused_to_correct": ("责令改正后拒不改正", "refusal to correct after an order"),
    "not.refused_to_correct": ("不属责令改正后拒不改正", "no refusal to correct after an order"),
    "is.not_corrected_in_time": ("限期内未改正", "not corrected within the time limit"),
    "not.not_corrected_in_time": ("不属限期内未改正", "not left uncorrected within a time limit"),
    "is.commercial_information_service": ("经营性互联网信息服务", "a commercial internet information service"),
    "not.commercial_information_service": (
        "非经营性互联网信息服务",
        "a non-commercial internet information service",
    ),
    "is.for_profit": ("以牟利为目的", "for profit"),
    "not.for_profit": ("不以牟利为目的", "not for profit"),
    "is.group_mainly_for_obscene_content": (
        "群组主要为传播淫秽电子信息而建立",
        "a group built mainly to spread obscene electronic information",
    ),
    "not.group_mainly_for_obscene_content": (
        "群组不是主要为传播淫秽电子信息而建立",
        "a group not built mainly to spread obscene electronic information",
    ),
    "is.civil_rights_infringed": ("侵害他人民事权益", "civil rights of another infringed"),
    "not.civil_rights_infringed": ("没有侵害他人民事权益", "no civil rights of another infringed"),
    "is.damage_caused": ("造成损害", "damage caused"),
    "not.damage_caused": ("没有造成损害", "no damage caused"),
    "is.at_fault": ("有过错", "fault of the actor"),
    "not.at_fault": ("没有过错", "no fault of the actor"),
    "is.acted_jointly": ("与他人共同实施", "committed jointly with others"),
    "not.acted_jointly": ("不是与他人共同实施", "not committed jointly with others"),
    "is.aided_or_instigated": ("教唆、帮助他人实施", "instigating or aiding another"),
    "not.aided_or_instigated": ("没有教唆、帮助他人实施", "neither instigating nor aiding another"),
    "is.in_course_of_work": ("因执行工作任务", "in the course of work"),
    "not.in_course_of_work": ("不是因执行工作任务", "not in the course of work"),
    "is.provider_knew_or_should_have_known": ("平台知道或者应当知道", "the provider knew or should have known"),
    "not.provider_knew_or_should_have_known": (
        "平台不知道也不应当知道",
        "the provider neither knew nor should have known",
    ),
    "is.provider_took_necessary_measures": ("平台采取了必要措施", "the provider took the measures needed"),
    "not.provider_took_necessary_measures": ("平台没有采取必要措施", "the provider did not take the measures needed"),
    "at_least.group_member_count_at_conduct": (
        "行为时群组成员有{}人以上",
        "at least {} group members at the time of the act",
    ),
    "fewer_than.group_member_count_at_conduct": (
        "行为时群组成员不足{}人",
        "fewer than {} group members at the time of the act",
    ),
    "all_of": ("，且", ", and "),
    "any_of": ("，或者", ", or "),
    "grouped": ("（{}）", "({})"),
}


@cache
def words(lang: Lang) -> dict[str, str]:
    """These words in one language."""
    return {key: pair[0 if lang == "zh" else 1] for key, pair in PENALTIES.items()}
