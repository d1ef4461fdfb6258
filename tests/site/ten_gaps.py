"""What a platform may typically have answered: some of it in order, ten or eleven duties with an apparent gap."""

from typing import Any

IN_ORDER = (
    "offers_user_groups",
    "registers_accounts_in_china",
    "technical_means_available",
    "registration_system_in_force",
    "content_review_system_in_force",
    "emergency_response_system_in_force",
    "management_rules_formulated",
    "management_rules_published",
    "platform_convention_formulated",
    "agreement_states_provider_rights_and_duties",
    "identity_check_before_registration",
    "tiering_uses_category",
    "tiering_uses_member_count",
    "complaint_channel_in_app",
    "complaint_channel_by_email",
    "reporting_entry_on_message",
)
MISSING = (
    "security_protection_system_in_force",
    "platform_convention_published",
    "agreement_states_user_rights_and_duties",
    "display_name_free",
    "personal_data_measures_in_force",
    "tiering_uses_activity",
    "service_differs_by_credit",
    "founder_eligibility_tiered",
    "joining_verification_available",
    "manager_has_any_function",
)
TEN_GAPS: dict[str, Any] = {
    "facts": {
        **dict.fromkeys(IN_ORDER, True),
        **dict.fromkeys(MISSING, False),
        "service_launched_on": "2019-05-20",
        "group_reviewer_count": 40,
        "network_log_retention_policy": "P3M",
    },
    "coverage": {"inspection": "all"},
}
