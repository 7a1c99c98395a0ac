"""What may be asked of a run on the command line: the same as anywhere else. Never here: another bound."""

from ostrakon.engine.bounds import MOST_DAYS as MOST_DAYS
from ostrakon.engine.bounds import MOST_PEOPLE as MOST_PEOPLE
from ostrakon.engine.bounds import MOST_REPLICATES as MOST_REPLICATES
from ostrakon.engine.bounds import MOST_WORKERS as MOST_WORKERS
from ostrakon.engine.bounds import SEEDS as SEEDS
from ostrakon.engine.bounds import between as between
from ostrakon.engine.bounds import day as day
from ostrakon.engine.bounds import switches as switches
from ostrakon.engine.bounds import whole as whole
