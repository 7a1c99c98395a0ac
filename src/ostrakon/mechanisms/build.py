"""All tables of a regime on a society.

Here lives the list of mechanisms and nothing of what they do.
"""

from ostrakon.mechanisms import association, attribution, channels, consequences, redress, response, scope, scoring, standing
from ostrakon.mechanisms.live import Frame, Live, check_streams
from ostrakon.mechanisms.tables import RegimeTables
from ostrakon.mechanisms.view import SocietyView
from ostrakon.spec.regime import Regime


def build_regime_tables(regime: Regime, society: SocietyView, frame: Frame | None = None) -> RegimeTables:
    """Return the tables of a regime on a society, numbered by the frame that it shares with others, if any.

    It changes neither, draws nothing and gives the same arrays each time. Raises OstrakonError: OST4001 for what does
    not fit the society, OST4002 for a chance that cannot be stored, OST4003 for a response law above a ceiling.
    """
    live = Live(regime, frame) if frame else Live(regime)
    check_streams(live)
    return RegimeTables(**{
        **scope.fill(live, society), **channels.fill(live, society), **attribution.fill(live, society),
        **scoring.fill(live, society), **association.fill(live), **standing.fill(live, society),
        **consequences.fill(live, society), **redress.fill(live, society), **response.fill(live, society),
    })  # type: ignore[arg-type]
