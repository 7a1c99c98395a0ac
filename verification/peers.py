"""One small regime in nine programs: do they agree in distribution? Writes docs/verification/peers.md.

Here live which peers there are, what is compared and how. Never here: the regime (``peers/model.md``, ``peers/minimal.py``), a peer, or how
fast one is (``benchmarks/peers.py``). Run from the repository root after ``make bench-peers``, which makes the environment that the
frameworks need: python verification/peers.py. Ten minutes on one quiet core. Peers whose package is missing are left out, and said to be.
"""

import importlib
import json
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from row import FAILS, Row, left_out, near, summary, table
from scipy.stats import t as student

HERE = Path(__file__).parent
ROOT, PEERS = HERE.parent, HERE / "peers"
PAGE = ROOT / "docs" / "verification" / "peers.md"
THERE = ROOT / ".venv-peers" / "bin" / "python"
OURS = "ostrakon"
PEOPLE, DAYS, Z, SEED = 10_000, 100, 4.0, 1000
sys.path.insert(0, str(PEERS))

import minimal  # noqa: E402

Answer = dict[str, Any]
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Peer:
    """A peer: its file is ``peer_<name>.py``. package: what it needs beyond NumPy; runs: how many seeds the page gives it."""

    name: str
    title: str
    package: str | None
    runs: int

    @property
    def python(self) -> str:
        """The interpreter that has its package."""
        return sys.executable if self.package is None else str(THERE)


ALL = (
    Peer(OURS, "ostrakon", None, 60),
    Peer("numpy", "plain NumPy", None, 40),
    Peer("numpy_tuned", "tuned NumPy, one draw a person and day", None, 40),
    Peer("numpy_sparse", "NumPy that draws acts only", None, 40),
    Peer("mesa", "Mesa", "mesa", 20),
    Peer("mesa_frames", "mesa-frames", "mesa-frames", 40),
    Peer("starsim", "Starsim", "starsim", 30),
    Peer("laser", "LASER", "laser-core", 40),
    Peer("vivarium", "Vivarium", "vivarium", 20),
    Peer("agentpy", "agentpy", "agentpy", 20),
)


def answers(peer: Peer, people: int, days: int, seeds: Sequence[int]) -> Iterator[Answer]:
    """The answers of a peer, run in a process of its own. Raises CalledProcessError with what it said when it fails."""
    command = [peer.python, str(PEERS / "answer.py"), peer.name, str(people), str(days), *map(str, seeds)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise subprocess.CalledProcessError(done.returncode, command, done.stdout, done.stderr[-2000:])
    for line in done.stdout.splitlines():
        if line.startswith("{"):
            yield json.loads(line)


def installed(peer: Peer) -> str | None:
    """The version of its package; "" when it needs none, None when it is not there."""
    if peer.package is None:
        return ""
    code = f"import importlib.metadata as m; print(m.version({peer.package!r}))"
    if not THERE.exists():
        return None
    done = subprocess.run([str(THERE), "-c", code], capture_output=True, text=True, check=False)
    return done.stdout.strip() if done.returncode == 0 else None


def figures(answer: Answer, people: int) -> dict[str, float]:
    """What is compared, by name. Times are ends of weeks, since ostrakon keeps its series by the week."""
    days = len(answer["mean"]) if answer["days"][0] == 1 else answer["days"][-1]
    at = {d: i for i, d in enumerate(answer["days"])}
    when = [d for d in (28, 56, 98) if d in at and d <= days]
    found = {f"mean score on day {d}": answer["mean"][at[d]] for d in when}
    found |= {f"share listed on day {d}": answer["listed"][at[d]] for d in when if d > 28}
    found |= {"mean score at the end": answer["final_mean"], "share ever listed": answer["ever"] / people}
    for share in (0.01, 0.05, 0.25, 0.5, 0.75, 0.95):
        found[f"score below which {share:.0%} of people are"] = minimal.quantile(answer["scores"], share)
    for what in ("acts", "records"):
        found |= {f"{what} per person: {kind}": n / people for kind, n in zip(minimal.KINDS, answer[what], strict=True)}
    return found


@dataclass(frozen=True)
class Sample:
    """Figures of a peer over its seeds: names, and [runs, figures]."""

    names: tuple[str, ...]
    values: Floats

    @classmethod
    def of(cls, answers: Sequence[Answer], people: int) -> "Sample":
        """From answers of runs with as many people."""
        rows = [figures(answer, people) for answer in answers]
        return cls(tuple(rows[0]), np.array([list(row.values()) for row in rows]))


def spread(samples: Sequence[Sample]) -> tuple[Floats, int]:
    """Standard deviation of each figure from run to run, pooled over the peers, and its degrees of freedom."""
    squares = sum(((s.values - s.values.mean(axis=0)) ** 2).sum(axis=0) for s in samples)
    degrees = sum(len(s.values) - 1 for s in samples)
    return np.sqrt(np.asarray(squares) / degrees), degrees


def compared(ours: Sample, theirs: Sample, sd: Floats, title: str, setting: str, z: float = Z) -> list[Row]:
    """A row for each figure: theirs against ours, within so many standard errors of the difference of the means."""
    if ours.names != theirs.names:
        raise ValueError(f"{title}: other figures than ours")
    error = sd * np.sqrt(1 / len(ours.values) + 1 / len(theirs.values))
    mine, other = ours.values.mean(axis=0), theirs.values.mean(axis=0)
    return [near(title, name, setting, float(mine[i]), float(other[i]), float(z * error[i])) for i, name in enumerate(ours.names)]


def in_process(name: str, people: int, days: int, seeds: Sequence[int], **more: Any) -> Sample:
    """The sample of a peer that this environment can run."""
    simulate: Callable[..., Answer] = importlib.import_module(f"peer_{name}").simulate
    return Sample.of([simulate(people, days, seed, **more) for seed in seeds], people)


def rows(people: int = PEOPLE, days: int = DAYS, peers: Sequence[Peer] = ALL) -> tuple[list[Row], int]:
    """All rows, and the degrees of freedom of the spread."""
    samples: dict[Peer, Sample] = {}
    missing: list[Row] = []
    for number, peer in enumerate(peers):
        version = installed(peer)
        if version is None:
            missing.append(left_out(peer.title, "everything", f"{peer.package} is not installed in .venv-peers"))
            continue
        print(f"{peer.title} ...", file=sys.stderr, flush=True)
        seeds = range(SEED * (number + 1), SEED * (number + 1) + peer.runs)
        told = f"{peer.title} {version}".strip()
        samples[replace(peer, title=told)] = Sample.of(list(answers(peer, people, days, seeds)), people)
    sd, degrees = spread(list(samples.values()))
    ours = next(sample for peer, sample in samples.items() if peer.name == OURS)
    found = [row for peer, sample in samples.items() if peer.name != OURS
             for row in compared(ours, sample, sd, peer.title, f"{peer.runs} seeds against {len(ours.values)}")]
    return found + missing, degrees


def page(rows: Sequence[Row], degrees: int) -> str:
    """The page, as Markdown."""
    z = [abs(row.z * Z) for row in rows if row.z is not None]
    alarm, usual = (2 * float(student.sf(x, degrees)) for x in (Z, 2.0))
    intro = (PEERS / "page.md").read_text(encoding="utf-8").format(people=PEOPLE, days=DAYS, z=Z, degrees=degrees)
    verdict = (f"**Verdict.** {summary(rows)} The largest difference is {max(z):.1f} standard errors, "
               f"{sum(x > 2 for x in z)} of {len(z)} are beyond 2, where {len(z) * usual:.0f} would be by chance. "
               f"Were all seeds drawn anew and all programs right, chance alone would fail one row or more with at most "
               f"{len(z) * alarm * 100:.1f} percent ({alarm:.1e} each).")
    lines = [intro, verdict, ""]
    for source in dict.fromkeys(row.source for row in rows):
        lines += [f"## {source[0].upper()}{source[1:]}", "", *table([row for row in rows if row.source == source]), ""]
    return "\n".join(lines)


def main() -> int:
    """Run all and write the page; 1 when a row does not hold."""
    found, degrees = rows()
    PAGE.parent.mkdir(parents=True, exist_ok=True)
    PAGE.write_text(page(found, degrees), encoding="utf-8")
    for row in found:
        if row.verdict == FAILS:
            print(f"{FAILS}: {row.source}: {row.what}: expected {row.expected}, got {row.got}, tolerance {row.tolerance}")
    print(f"peers: {summary(found)}")
    return int(any(row.verdict == FAILS for row in found))


if __name__ == "__main__":
    sys.exit(main())
