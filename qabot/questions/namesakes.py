"""Mentions in which uploaded people are told from given ones: a name that a given person bears means that person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from qabot.questions.query import Mention
from qabot.sources.source import tier_of


def given_meant(mentions: Sequence[Mention], scope: Sequence[str]) -> list[Mention]:
    """The mentions without the uploaded people of words that a given person fits as well; these become `namesakes`.

    Otherwise anybody could make a clear question unclear by a page under the name it asks about. `scope` are the
    people that the conversation was said to be about (Profile.id): an uploaded one of these is meant by the name.
    """
    return [_given(mention) if not _chosen(mention, scope) else mention for mention in mentions]


def _given(mention: Mention) -> Mention:
    given = tuple(one for one in mention.candidates if tier_of(one.key) == "given")
    if not given or len(given) == len(mention.candidates):
        return mention
    others = tuple(one for one in mention.candidates if one not in given)
    return replace(mention, candidates=given, namesakes=others)


def _chosen(mention: Mention, scope: Sequence[str]) -> bool:
    return any(candidate.key in scope for candidate in mention.candidates)
