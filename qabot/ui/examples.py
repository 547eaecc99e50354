"""Questions to begin with, drawn from what the profiles hold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from qabot.profiles.profile import Profile

EXAMPLES = 4
NOTHING_YET = ("Which profiles do you know?",)


def example_questions(profiles: Sequence[Profile], most: int = EXAMPLES) -> tuple[str, ...]:
    """At most `most` questions, each of its kind, whose answers stand in the profiles; about different people."""
    asked: list[str] = []
    times: Counter[str] = Counter()
    for kind in _KINDS:
        fitting = [(profile.id, words) for profile in profiles for words in kind(profile)]
        if fitting and len(asked) < most:
            owner, words = min(fitting, key=lambda pair: times[pair[0]])
            times[owner] += 1
            asked.append(words)
    asked += [words for profile in profiles if not times[profile.id] for words in _portrait(profile)]
    return tuple(asked[:most]) or NOTHING_YET


def _papers(profile: Profile) -> Iterator[str]:
    if any(paper.year for paper in profile.papers):
        yield f"What is {profile.name}'s latest paper?"


def _study(profile: Profile) -> Iterator[str]:
    if profile.education:
        yield f"Where did {profile.name} study?"


def _advisors(profile: Profile) -> Iterator[str]:
    if profile.advisors:
        yield f"Who advises {profile.name}?"


def _interests(profile: Profile) -> Iterator[str]:
    yield from (f"Who works on {value.text}?" for value in profile.interests if 3 <= len(value.text) <= 40)


def _portrait(profile: Profile) -> Iterator[str]:
    yield f"Who is {profile.name}?"


_KINDS: tuple[Callable[[Profile], Iterator[str]], ...] = (_papers, _interests, _portrait, _study, _advisors)
