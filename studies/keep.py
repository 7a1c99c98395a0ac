"""Copies the small files of a study's folder to where they are kept in the repository: python studies/keep.py FROM TO.

What is kept is enough to see what the study found and to hold it: what was written and as it was resolved, the digests, the outcomes as
CSV, the documents. The large files (the report, all results as JSON, tables of cohorts, pages of parts, lives) `make study` makes again.
"""

import shutil
import sys
from pathlib import Path

KEPT = ("README.md", "CITATION.cff", "LICENSE", "reproduce.sh", "study.yaml", "a-way-out.yaml", "checksums.txt",
        "specification/difference.txt", "statements.json", "odd.md", "stress.md", "fria.md", "huderia.md", "run/regime.yaml",
        "run/society.yaml", "run/provenance.json", "run/groups.csv", "run/outcomes.csv", "changes/sides.csv", "why/parts.csv",
        "unknown/sensitivity.csv")
LARGEST = 1_000_000         # bytes of one file
MOST = 1_500_000            # of all


def keep(source: Path, target: Path) -> int:
    """Replace what is kept by what is there now; how many bytes that is. Raises ValueError when it is too much."""
    files = [name for name in KEPT if (source / name).is_file() and (source / name).stat().st_size <= LARGEST]
    size = sum((source / name).stat().st_size for name in files)
    if size > MOST:
        raise ValueError(f"{size:,} bytes are more than {MOST:,}: take files out of KEPT")
    shutil.rmtree(target, ignore_errors=True)
    for name in files:
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source / name, target / name)
    return size


if __name__ == "__main__":
    print(f"{keep(Path(sys.argv[1]), Path(sys.argv[2])):,} bytes kept")
