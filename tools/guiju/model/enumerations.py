"""The enumerations that several rooms share: each set of fixed values, once, in the order in which lists show it."""

from typing import Literal, get_args

Verdict = Literal["met", "breached", "undetermined", "not_applicable"]
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)
WORST_FIRST: tuple[Verdict, ...] = ("breached", "undetermined", "met", "not_applicable")
"""Gaps first, then what is open: the order of tables and bars."""

Reason = Literal["own_rule_not_kept", "facts_missing", "stale", "needs_person", "tested_part_holds"]
"""Why a verdict is undetermined, the first that is true: a rule that the operator set itself was not kept, which is no
breach of the law by itself; facts that could change it are missing; such facts were given
but do not count (stale, later than the day, without a reviewer); nothing can be tested, so that a person judges; or the
part that can be tested is met, and a person judges the rest."""
REASONS: tuple[Reason, ...] = get_args(Reason)

Decider = Literal["test", "declaration", "none"]
"""What decided a verdict: a test on facts, a person's declaration, or nothing."""
DECLARED = "declared"
"""What stands for the failed part in the id of a gap that a person declared."""

Status = Literal["met", "to_verify", "partly_met", "not_met", "not_applicable"]
"""What a person declares of a duty."""
STATUSES: tuple[Status, ...] = get_args(Status)

Applicability = Literal["to_be_confirmed", "applicable", "not_applicable"]
"""What a person says of whether a duty applies."""
APPLICABILITIES: tuple[Applicability, ...] = get_args(Applicability)

Basis = Literal["measured", "declared", "inferred", "reported"]
"""What a fact rests on."""
BASES: tuple[Basis, ...] = get_args(Basis)

FindingBasis = Literal["declared", "documented", "measured", "sampled"]
"""What an auditor's finding rests on."""
FINDING_BASES: tuple[FindingBasis, ...] = get_args(FindingBasis)

Risk = Literal["high", "medium", "low"]
RISKS: tuple[Risk, ...] = get_args(Risk)

Modality = Literal["obligation", "prohibition", "permission", "power", "recommendation"]
MODALITIES: tuple[Modality, ...] = get_args(Modality)

Route = Literal["direct", "via_parallel_duty", "subsidiary", "not_at_hand", "none_found"]
"""How a breach is punished, the most consequential first: by the law of the duty or one that it names; by another law
on a parallel duty; by the rule's own article where laws set nothing; by an article whose words are not at hand; or no
penalty was found."""
ROUTES: tuple[Route, ...] = get_args(Route)

VerifiedForce = Literal["in_force", "not_in_force", "unverified"]
"""What is recorded of the force of a rule, whatever the day."""

State = Literal[VerifiedForce, "displaced", "not_yet", "ended"]
"""The state of a rule or a duty on a day."""

Certainty = Literal["seen", "content_seen", "second_hand", "memory"]
"""How far the content and the number of a provision were verified."""

Liability = Literal["civil", "public_security", "administrative", "criminal"]

Answer = Literal["yes", "no", "undetermined"]
"""Whether a sanction applies."""

Reach = Literal["could_apply", "open", "excluded"]
"""Whether a sanction reaches an act: each element that makes it is recorded and fulfilled; some are not recorded; one
is recorded as not fulfilled, or what excludes it is."""
REACHES: tuple[Reach, ...] = get_args(Reach)

RangeComparison = Literal["within", "below_needs_mitigation", "above", "not_comparable"]
"""How what was imposed compares with a range."""

LawInTime = Literal["conduct", "decision", "unchanged", "undetermined"]
"""Which law applies where it changed between the act and the decision."""

DivisionKind = Literal["part", "subpart", "chapter", "section", "heading"]
"""What stands over articles, from the outside in; a heading has no number."""

HistoryKind = Literal["adopted", "promulgated", "approved", "amended", "revised", "commenced"]
"""What a text says of its own history."""

AMENDMENTS: tuple[HistoryKind, ...] = ("amended", "revised")
"""By which of them a law got another text."""

Body = Literal["police", "authority", "court", "procuratorate"]
"""Who found a fact."""
