"""One life followed, in two lines: read a regime, name somebody, get the life.

Here lives what a notebook and the command line call. Never here: how it is noted (``relive``), or made into words (``words``).
"""

from collections.abc import Sequence

from ostrakon.engine.scenario import Scenario
from ostrakon.lives import form
from ostrakon.lives.address import Society
from ostrakon.lives.relive import Lived, Muted, relive
from ostrakon.lives.tell import tell
from ostrakon.program import Program


def society_of(program: Program, scenario: Scenario) -> Society:
    """What makes the addresses of a run."""
    regions = program.society.codes["region"]
    return Society(regions, program.society.tables.population, scenario.people, scenario.community_size)


def follow(program: Program, scenario: Scenario, seed: int, person: str, *, regime: form.Regime,
           mute: Sequence[Muted] = ()) -> tuple[form.Life, Lived]:
    """The life of the person with this address, and the community it was lived in.

    Raises OST7101 when nobody lives there. ``regime`` is only what the life says of it; response laws
    given with the scenario are added to its changes.
    """
    if scenario.laws:
        regime = regime.model_copy(update={"changes": [*regime.changes, *(f"law of response {name}" for name in sorted(scenario.laws))]})
    society = society_of(program, scenario)
    place, index = society.read(person)
    lived = relive(program, scenario, seed, place, (index,), tuple(mute))
    return tell(lived, society, index, regime, program.society.model.id), lived
