"""Scope and awareness: who is enrolled, and who knows.

Here lives whom the regime concerns. Never here: what it sees or does.
"""

from ostrakon.mechanisms.live import Live
from ostrakon.mechanisms.lookup import mask
from ostrakon.mechanisms.view import SocietyView
from ostrakon.numbers import p32


def fill(live: Live, view: SocietyView) -> dict[str, object]:
    """Return the tables enrol_*, exempt, has_exempt and aware_*."""
    scope, aware = live.regime.scope, live.regime.awareness
    return {
        "enrol_allow": mask(view, scope.where, "scope.where"),
        "exempt": mask(view, scope.exempt, "scope.exempt"),
        "has_exempt": int(bool(scope.exempt)),
        "enrol_share": p32(scope.share, "scope.share"),
        "enrol_consent": p32(scope.consent, "scope.consent"),
        "aware_allow": mask(view, aware.where, "awareness.where"),
        "aware_share": p32(aware.share, "awareness.share"),
    }
