"""A profile: the duties of a role, chosen from the catalog."""

from typing import Any

from guiju.exports.oscal.pieces import control_id, document, file_name, metadata, uuid
from guiju.reasoning.checklist import Checklist
from guiju.wording.words import Words

_TERMS = Words(__file__, "terms.yaml")


def profile(checklist: Checklist) -> dict[str, Any]:
    """The profile of a checklist for one role."""
    (role,), lang, corpus, as_of = checklist.roles, checklist.lang, checklist.corpus, checklist.as_of
    about = _TERMS["profile_of"][lang].format(role=role.label[lang], day=as_of, description=role.description[lang])
    title = _TERMS["profile"][lang].format(role=role.label[lang])
    chosen = {"with-ids": [control_id(line) for line in checklist.duties]}
    content = {
        "imports": [{"href": file_name("catalog", lang), "include-controls": [chosen]}],
        "merge": {"as-is": True},
    }
    identity = uuid("profile", role.id, lang, as_of, corpus.data_version)
    return document("profile", identity, metadata(corpus, as_of, lang, title, [about]), content)
