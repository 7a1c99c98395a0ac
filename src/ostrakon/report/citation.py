"""CITATION.cff of a study, in the Citation File Format 1.2.0, and its LICENSE.

Never here: a name that the plan does not give, or a date that nobody said.
"""

from typing import Any

import yaml

from ostrakon.report.plan import LICENCES, Author, Plan

NOBODY = "Authors who are not named"


def citation(plan: Plan, program: str, version: str) -> str:
    """The file as YAML. program: the digest of the run's Program."""
    found: dict[Any, Any] = {
        "cff-version": "1.2.0",
        "message": "If you use this study, please cite it, with the digest below.",
        "type": "dataset",
        "title": plan.title,
        "authors": [_author(author) for author in plan.authors] or [{"name": NOBODY}],
        "license": plan.licence,
        **({"abstract": plan.question} if plan.question else {}),
        "identifiers": [{"type": "other", "value": f"sha256:{program}", "description": "digest of the Program that was run"}],
        "references": [{"type": "software", "title": "ostrakon: a simulation laboratory for social-scoring regimes", "version": version,
                        "authors": [{"name": "The ostrakon authors"}]}],
    }
    return yaml.safe_dump(found, sort_keys=False, allow_unicode=True, width=120)


def _author(author: Author) -> dict[str, str]:
    """A person or an entity, as the format tells them apart: an entity has no affiliation there."""
    if author.name:
        found = {"name": author.name, "orcid": author.orcid}
    else:
        found = {"family-names": author.family, "given-names": author.given, "affiliation": author.affiliation, "orcid": author.orcid}
    return {key: value for key, value in found.items() if value}


def licence(plan: Plan) -> str:
    """The text of LICENSE: whose it is, under which licence, and where its words are kept."""
    title, where = LICENCES[plan.licence]
    who = ", ".join(author.said for author in plan.authors) or NOBODY
    return (f"SPDX-License-Identifier: {plan.licence}\n\n"
            f"{' '.join(plan.title.split())}, by {who}, is made available under: {title}.\nIts words: {where}\n\n"
            "Copies of entries of ostrakon's catalogue under specification/ and in the resolved files are under the licence of ostrakon, "
            "MIT.\nQuotations in them stay their authors'.\n")
