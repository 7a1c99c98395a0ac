"""One thing that the inspection found, and the provision that it asks about.

Never here: how anything is found, or a verdict; a finding about law is a question.
"""

from dataclasses import dataclass

from ostrakon.spec.text import Mark, Where

FROM_MEMORY = "recalled"    # statuses of the table of provisions that begin so were not checked against the text


@dataclass(frozen=True, slots=True)
class Provision:
    """A row of the table of provisions: what is asked about, where it was read, and whether it was read at all."""

    instrument: str
    article: str
    criterion: str
    source: str
    status: str

    @property
    def is_seen(self) -> bool:
        """Whether the text was read, if only where `source` quotes it."""
        return not self.status.startswith(FROM_MEMORY)

    @property
    def standing(self) -> str:
        """How well the text is known: where it was seen, or that it was not."""
        return f"seen in {self.source}" if self.is_seen else "from memory, check the text"

    def __str__(self) -> str:
        return f"{self.instrument}, {self.article}"


@dataclass(frozen=True, slots=True)
class Finding:
    """What one part of a specification says, told without judging it.

    `id` names the sort of finding, `group` the rule, list, tier or consequence that it is listed under, `paths` the keys
    concerned (the first stands at `mark`). A structural finding has no provision and no question. `goes_away` says which
    change of the specification ends this finding; it does not say that the change is right, or that the law asks for it.
    `short` is the gist in a few words, for a table by group.
    """

    id: str
    title: str
    group: str
    paths: tuple[Where, ...]
    mark: Mark
    found: str
    goes_away: str
    provision: Provision | None = None
    question: str = ""
    short: str = ""

    @property
    def is_legal(self) -> bool:
        """Whether this is a question for a lawyer."""
        return self.provision is not None

    @property
    def place(self) -> str:
        """file:line, or the file alone where no line is known."""
        return f"{self.mark.file}:{self.mark.line}" if self.mark.line else self.mark.file
