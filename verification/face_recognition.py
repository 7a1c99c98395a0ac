"""Published alerts of live face recognition against a channel with as few people to find as there were.

Here live its rows: the share of alerts that were false, event by event, and how it follows from how rare the sought are.
Figures: cases/face_recognition.csv, each with its source and status. Never here: the page, a face, or a person.
"""

import csv
from pathlib import Path

from closed_forms_case import YEAR, live, share
from row import Row, left_out, near

from ostrakon.kernel import tallies as k

FIGURES = Path(__file__).parent / "cases" / "face_recognition.csv"
PEOPLE, DAYS, ALERTS = 20_000, 364, 20_000
SOURCE, RARE = "South Wales Police 2017-18; Fussey & Murray 2019", "base rates (Bayes 1763)"


def rows(people: int = PEOPLE) -> list[Row]:
    """All rows."""
    with FIGURES.open(encoding="utf-8") as file:
        return [*(_event(event, people) for event in csv.DictReader(file)), *(_rare(people, one_in) for one_in in (10, 100, 1000))]


def _alerts(right: float, false: float, people: int, hit: float = 1.0) -> tuple[int, int, str]:
    """Right and false records with these yearly rates per person."""
    case = live("face_recognition", f"channels.camera.sees.jaywalking={hit}", f"channels.camera.false_records.per_person_year={false!r}",
                people=people, days=DAYS, size=500, society=(f"kinds.jaywalking.rate={right!r}", "false_ceiling=2"))
    return case.channel(k.CH_RIGHT, "camera"), case.channel(k.CH_FALSE, "camera"), case.setting


def _event(event: dict[str, str], people: int) -> Row:
    """So many right and false alerts, in proportion, as a run of many such crowds."""
    right, false = int(event["right_alerts"]), int(event["false_alerts"])
    what = f"share of alerts that are false, {event['event']}"
    if right + false == 0:
        return left_out(SOURCE, what, "no alert was published, so there is no share")
    each = ALERTS / PEOPLE / (right + false) / (DAYS / YEAR)
    seen, made_up, setting = _alerts(right * each, false * each, people)
    p, n = false / (right + false), seen + made_up
    return near(SOURCE, what, setting, p, made_up / n, share(n, p),
                f"{false:,} of {right + false:,}; {event['status']}: {event['source']}. The crowd "
                "is not published; the share does not depend on it")


def _rare(people: int, one_in: int) -> Row:
    """The same camera where one face in so many is sought."""
    hit, false_alarm, faces = 0.8, 0.01, 100.0
    seen, made_up, setting = _alerts(faces / one_in, faces * (1 - 1 / one_in) * false_alarm, people, hit)
    wanted = hit / one_in
    p = false_alarm * (1 - 1 / one_in) / (false_alarm * (1 - 1 / one_in) + wanted)
    n = seen + made_up
    return near(RARE, f"share of alerts that are false when one face in {one_in:,} is sought", setting, p, made_up / n, share(n, p),
                "f (1 - q) / (f (1 - q) + h q), h = 0.8, f = 0.01: assumed, the same camera each time")
