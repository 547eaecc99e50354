"""Questions to go on with: drawn from a profile, and asked of the bot before they are offered."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from qabot.errors import QabotError
from qabot.profiles.profile import Profile
from qabot.ui.turns import Turn
from qabot.ui.words import Words, language_of

if TYPE_CHECKING:
    from qabot.bot import Bot

OFFERED = 3
TRIED = 8  # candidates asked of the bot, at most
# What a profile must hold for a question to be worth trying.
_NEEDS = (
    ("work", "positions"), ("latest", "papers"), ("study", "education"), ("coauthors", "papers"),
    ("interests", "interests"), ("advisor", "advisors"), ("awards", "awards"), ("papers", "papers"),
    ("projects", "projects"), ("talks", "talks"), ("teaching", "teaching"), ("email", "emails"),
)  # fmt: skip


def follow_ups(bot: Bot, turn: Turn, asked: frozenset[str] = frozenset()) -> tuple[str, ...]:
    """At most `OFFERED` questions that the profiles answer; none of `asked`, none that says the same again."""
    if turn.answer is None or turn.answer.status == "ambiguous":
        return ()
    words = language_of(turn.asked)
    names, ids = frozenset(turn.answer.people), frozenset(turn.state.people if turn.state else ())
    # where nothing was found, only the conversation tells whom it was about
    people = [one for one in bot.profiles() if (one.name in names if names else one.id in ids)][:3]
    tried = [one for one in dict.fromkeys(_candidates(people, words)) if one not in asked]
    known = {turn.answer.text}
    found: list[str] = []
    for question in tried[:TRIED]:
        text = _answer(bot, question)
        if text and text not in known:
            known.add(text)
            found.append(question)
        if len(found) == OFFERED:
            break
    return tuple(found)


def _candidates(people: list[Profile], words: Words) -> Iterator[str]:
    for key, needs in _NEEDS:
        for profile in people:
            if getattr(profile, needs) or key == "work" and profile.current:
                yield words(f"suggest.{key}", name=profile.name)
    for profile in people:
        for topic in profile.interests[:2]:
            if len(topic.text) <= 40:
                yield words("suggest.topic", topic=topic.text)
    yield words("suggest.known")


def _answer(bot: Bot, question: str) -> str:
    """The text of the answer, "" where there is none."""
    try:
        answer = bot.ask(question)
    except QabotError:
        return ""
    return answer.text if answer.status == "answered" or answer.status == "help" else ""
