"""What a verification came to, in sentences: the verdict, the reasons with the gravest first, and which values differ.

Here lives the wording. Never here: a check.
"""

from collections.abc import Iterator

from ostrakon.report.readme import fault_words
from ostrakon.report.verify import Relived, Verification

FILES = ("changed", "missing", "unlisted", "unreadable")
MOST_TOLD = 20


def verdict(v: Verification) -> str:
    """One sentence."""
    values = v.kept.values + sum(part.compared.values for part in v.parts)
    if not v.is_same:
        different = v.kept.different + sum(part.compared.different for part in v.parts)
        if different:
            return f"Not the same: {different:,} of {values:,} values differ{'s' * (different == 1)}."
        others = v.seeds or [p for p in v.parts if not p.why_not and not p.is_same] or (v.sample is not None and not v.sample.why_not
                                                                                        and not v.sample.is_same)
        left = [part.part for part in v.parts if part.why_not] + ["run"] * (v.sample is not None and bool(v.sample.why_not))
        if left and not others and not any(fault.kind in FILES for fault in v.faults):
            return f"Not verified: {', '.join(left)} cannot be lived again."
        return "Not as it was made."
    if v.sample is not None:
        s = v.sample
        return (f"The same, as far as was looked: {s.groups:,} of {s.of_groups:,} groups ({s.communities:,} of {s.of_communities:,} "
                f"communities, {s.people:,} of {s.of_people:,} people) of the run came out alike, to the last count. Nothing else was "
                "lived again.")
    parts = len(v.parts)
    return f"The same: {parts} part{'s' * (parts != 1)} lived again, and all {values:,} values are as they were."


def reasons(v: Verification) -> Iterator[str]:
    """Why it is not the same, the gravest first."""
    for kinds in (FILES, ("stopped",), ("laws",), ("version",)):
        yield from (f"{fault_words(fault)}." for fault in v.faults if fault.kind in kinds)
    yield from (f"Results, provenance and plan disagree on what was asked. {said}." for said in v.seeds)
    yield from (f"{part.part}: {part.why_not}." for part in v.parts if part.why_not)
    if v.sample is not None and v.sample.why_not:
        yield f"No sample could be lived again: {v.sample.why_not}."
    yield from _digests(v)
    yield from _altered(v)


def _digests(v: Verification) -> Iterator[str]:
    """What Program and counts tell of a difference."""
    programs = [(part.part, part.program) for part in v.parts] + ([("run", v.sample.program)] if v.sample is not None else [])
    other = [name for name, pair in programs if pair is not None and pair[0] != pair[1]]
    if other:
        why = "One of these files was changed, or it is" if v.faults else "With the same files it is"
        yield (f"Program: {', '.join(other)}: the tables made again from the folder's own regime and society are others than those that "
               f"were run. {why} another version of ostrakon or NumPy, or another machine, that fills other tables.")
    alone = [part.part for part in v.parts if part.part not in other and part.tallies is not None and part.tallies[0] != part.tallies[1]]
    wrong = v.sample.wrong if v.sample is not None and not other else ()
    if alone or wrong:
        yield (f"Counts: {', '.join(alone or ['run'])}: other counts under the same Program. Another seed or other people were lived than "
               "the results say, or the results were changed, or the kernel's code is another one.")


def _altered(v: Verification) -> Iterator[str]:
    if v.kept.different:
        many = v.kept.different != 1
        yield (f"The folder contradicts itself: {v.kept.different:,} value{'s' * many} of tables, statements or pages "
               f"differ{'s' * (not many)} from the results beside {'them' if many else 'it'}. One or the other was changed.")
    for part in v.parts:
        if part.compared.different and not part.why_not and _same_counts(part):
            n = part.compared.different
            yield (f"{part.part}: the counts are the same and {n:,} value{'s are' if n != 1 else ' is'} not: changed since, or computed "
                   "otherwise by another version.")


def _same_counts(part: Relived) -> bool:
    return all(pair is None or pair[0] == pair[1] for pair in (part.program, part.tallies))


def details(v: Verification) -> Iterator[str]:
    """The first values that differ, by place, and how many more there are."""
    found = [str(d) for d in v.kept.kept] + [str(d) for part in v.parts for d in part.compared.kept]
    found += list(v.sample.wrong) if v.sample is not None else []
    count = v.kept.different + sum(part.compared.different for part in v.parts) + (len(v.sample.wrong) if v.sample is not None else 0)
    yield from found[:MOST_TOLD]
    if count > MOST_TOLD:
        yield f"... and {count - MOST_TOLD:,} more"


def parts(v: Verification) -> Iterator[tuple[str, str, str, str, str]]:
    """A row for each part that was lived again: its name, Program, counts, how many values were compared and how many differ."""
    for part in v.parts:
        if part.why_not:
            yield part.part, "not lived again", "", "", ""
        else:
            yield (part.part, _pair(part.program), _pair(part.tallies), f"{part.compared.values:,}", f"{part.compared.different:,}")


def _pair(pair: tuple[str, str] | None) -> str:
    if pair is None:
        return "-"
    return f"{pair[0][:10]} the same" if pair[0] == pair[1] else f"{pair[0][:10]} now {pair[1][:10]}"
