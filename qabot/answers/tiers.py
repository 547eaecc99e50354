"""What an uploaded profile may speak of: its own person. Where a given profile tells something, uploads do not."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Protocol, TypeVar

from qabot.answers.context import Context
from qabot.answers.library import Library
from qabot.answers.portrait import name_span
from qabot.questions.lexicon import plain
from qabot.questions.query import Query
from qabot.sources.source import tier_of


class Told(Protocol):
    """Something that a profile tells."""

    @property
    def person(self) -> str:
        """Profile.id."""
        ...


T = TypeVar("T", bound=Told)
_SAID = 3  # namesakes that are named, at most


def given_first(found: Sequence[T]) -> list[T]:
    """What given profiles tell, or what uploaded ones do where none does."""
    return [one for one in found if tier_of(one.person) == "given"] or list(found)


def told_by_given(papers: Sequence[str], people: Sequence[str], library: Library) -> tuple[str, ...]:
    """The keys of papers ("person#number") without those of uploads that a given profile lists under the same title.

    What is listed by one of `people`, whom the question names, stays.
    """
    if all(tier_of(key) == "given" for key in papers):
        return tuple(papers)
    titles = {key: _title(key, library) for key in papers}
    given = {titles[key] for key in papers if tier_of(key) == "given"}
    return tuple(
        key for key in papers if tier_of(key) == "given" or titles[key] not in given or key.rsplit("#", 1)[0] in people
    )


def without_borrowed(query: Query, library: Library, is_used: Callable[[str], bool]) -> Query:
    """The query without uploaded people who are called by one word that a given profile uses: it asks for the thing.

    `is_used` tells whether a plain word stands in a given profile.
    """
    uploaded = [person for person in query.people if tier_of(person) == "uploaded"]
    borrowed = [person for person in uploaded if _is_borrowed(plain(library.name(person)), is_used)]
    if not borrowed:
        return query
    mentions = tuple(
        mention
        for mention in query.mentions
        if mention.kind != "person" or all(candidate.key not in borrowed for candidate in mention.candidates)
    )
    people = tuple(person for person in query.people if person not in borrowed)
    intent = "explain" if query.intent == "overview" and not people else query.intent
    topic = query.topic or " ".join(plain(library.name(person)) for person in borrowed)
    return replace(query, people=people, mentions=mentions, intent=intent, topic=topic)


def say_namesakes(context: Context, query: Query) -> None:
    """Name the uploaded pages under a name of the question that was answered for a given person."""
    people = [one.key for mention in query.mentions for one in mention.namesakes]
    for person in list(dict.fromkeys(people))[:_SAID]:
        context.draft.note(context.phrase("namesake", name=context.name(person)), person, [name_span(context, person)])


def _is_borrowed(name: str, is_used: Callable[[str], bool]) -> bool:
    """Whether a name is one word, and a word of a given profile."""
    words = re.findall(r"[^\W_]+", name)
    return " " not in name and bool(words) and all(map(is_used, words))


def _title(key: str, library: Library) -> str:
    person, number = key.rsplit("#", 1)
    return plain(library.profiles[person].papers[int(number)].title)
