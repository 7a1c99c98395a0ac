"""A first look: who is listed wrongly, and what would change it. Runs in about a minute: python examples/first_look.py

Everyone is synthetic. The first run on a machine compiles the kernel, which takes a minute or two more.
"""

import sys
from pathlib import Path

import ostrakon as ok


def main(folder: Path, people: int) -> None:
    """Live a regime and the same without its claim A07; print what differs, and leave two pages and three charts."""
    run = ok.run("article-2018", people=people, seed=1)
    print(run, "\n")
    for level, estimate in run.estimate("wrongly_listed", by="quintile").items():
        print(f"  {level}: {estimate.value:.3%}", "" if estimate.low is None else f"[{estimate.low:.3%} to {estimate.high:.3%}]")
    other = ok.compare("article-2018", "none", off="A07", people=people, seed=1)
    print("\n", other, sep="")
    run.save(folder / "run")
    other.save(folder / "changes")
    run.chart("weekly").save(folder / "weekly.svg")
    run.chart("rights").save(folder / "rights.svg")
    other.chart("changes").save(folder / "changes.svg")
    print(f"\nPages and charts: {folder}")


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "first-look"), int(sys.argv[2]) if len(sys.argv) > 2 else 50_000)
