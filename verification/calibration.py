"""The regime `court-list` calibrated to published flows of the Chinese court list, written to docs/verification/calibration.md.

Here live one calibration by command, later years held out, and the page on what came of it. Never here: a target (they are in
src/ostrakon/catalog/targets/court-list.yaml), or a change of the regime. Run from the repository root: python
verification/calibration.py. It takes 30 to 60 minutes on two cores; when stopped it goes on where it was.
"""

import json
import sys
from pathlib import Path
from typing import Any

from court_list_flows import TERM_FROM, day_of

from ostrakon.cli import run_command_line

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "verification" / "calibration.md"
FOLDER = ROOT / "runs" / "verification-calibration"
HISTORY = f"rollout=[{{day: 0, set: [lists.evaders.term_days=off]}}, {{day: {day_of(TERM_FROM)}}}]"
DUTY = "lists.evaders.duty_per_year"
COMMAND = ["calibrate", "court-list", "--targets", "court-list", "--set", HISTORY,
           "--only", "channels.evasion_findings.sees", "--only", "channels.refusal_findings.sees", "--only", DUTY,
           "--tie", f"lists.refusers.duty_per_year={DUTY}", "--people", "200000", "--points", "100", "--generations", "6"]


def found() -> dict[str, Any]:
    """The calibration, from its folder where it is finished."""
    whole = FOLDER / "calibration.json"
    if not whole.exists():
        going_on = (FOLDER / "points.jsonl").exists()
        asked = ["calibrate", "--resume", str(FOLDER)] if going_on else [*COMMAND, "--out", str(FOLDER)]
        if run_command_line([*asked, "--yes"]) != 0:
            raise SystemExit("the calibration did not come to its end")
    result: dict[str, Any] = json.loads(whole.read_text(encoding="utf-8"))
    return result


if __name__ == "__main__":
    found()
    sys.exit(0)
