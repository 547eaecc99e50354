"""The words of a profile by what they tell: all of its text, those of its facts, those of the names it prints."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qabot.profiles.profile import Profile
from qabot.profiles.same import plain
from qabot.words.fold import tokens

_WORD = re.compile(r"[^\W_]+")


def text_words(text: str) -> set[str]:
    """The plain words of a text."""
    return set(_WORD.findall(plain(text)))


def named_words(profile: Profile) -> set[str]:
    """The plain words of the names of co-authors and advisors."""
    printed = [author for paper in profile.papers for author in paper.authors]
    printed += [advisor.text for advisor in profile.advisors]
    return {word for name in printed for word in _WORD.findall(plain(name))}


def profile_words(profile: Profile) -> set[str]:
    """The folded words of titles, venues, organizations, interests and the like: of what is no name."""
    return {word.text for text in _texts(profile) for word in tokens(text)}


def _texts(profile: Profile) -> Iterator[str]:
    for paper in profile.papers:
        yield from (paper.title, paper.venue, paper.venue_short)
    for post in profile.positions:
        yield from (post.role, post.organization)
    for degree in profile.education:
        yield from (degree.degree, degree.field, degree.organization)
    yield from (award.title for award in profile.awards)
    yield from (value.text for value in (*profile.interests, *profile.skills))
    for item in (*profile.projects, *profile.talks, *profile.teaching, *profile.service):
        yield from (item.title, item.organization)
