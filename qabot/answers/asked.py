"""What is asked of one person's list: the relation, all its entries, and the conditions that the question sets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from qabot.answers.filters import Filter
from qabot.questions.query import Query
from qabot.words.entries import Entry


@dataclass(frozen=True, slots=True)
class Asked:
    """One relation asked of one person."""

    query: Query
    person: str  # Profile.id
    relation: str
    everything: Sequence[Entry]  # all that the profile lists
    filters: Sequence[Filter]  # the conditions of the question
    prose: bool = True  # whether the page's own sentences may tell what no entry does
