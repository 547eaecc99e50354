"""How far words are about a topic: `coverage`, and the entries that are, `by_topic`."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from qabot.questions.lexicon import plain
from qabot.words.entries import Entry
from qabot.words.stems import stems, wide_pairs


def coverage(topic: str, words: str, weight: Callable[[str], float] = lambda _: 1.0) -> float:
    """The share (0..1) of the topic's stems that stand in `words`, weighted."""
    wanted = stems(topic)
    if not wanted:
        return 1.0
    present = stems(words) if topic.isascii() else stems(words) | wide_pairs(words)
    total = sum(weight(w) for w in wanted)
    return sum(weight(w) for w in wanted if w in present or _begins(w, present)) / total if total else 0.0


def _begins(word: str, present: frozenset[str]) -> bool:
    """Whether a word of the text is the same but for its ending."""
    if len(word) < 5:
        return False
    return any(
        min(len(word), len(other)) >= 5
        and (other.startswith(word) or word.startswith(other))
        and (abs(len(other) - len(word)) <= min(len(word), len(other)) - 4 or min(len(word), len(other)) >= 7)
        for other in present
    )


def _words_and_place(entry: Entry) -> str:
    """The words of an entry with its place, which may be printed above it."""
    place = plain(entry.organization) if entry.organization else ""
    return entry.words if place in entry.words else f"{entry.words} {place}"


def by_topic(entries: Sequence[Entry], topic: str, *, need: float = 0.6) -> list[Entry]:
    """The entries whose words cover a topic best, none if none covers `need` of it."""
    if not topic:
        return list(entries)
    scored = [(coverage(topic, _words_and_place(entry)), entry) for entry in entries]
    best = max((score for score, _ in scored), default=0.0)
    return [entry for score, entry in scored if score >= max(need, best * 0.8)] if best >= need else []
