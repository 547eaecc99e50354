"""What stands below the last answer: whom to choose, what to ask next, and what to do with the answer."""

from __future__ import annotations

from urllib.parse import urlencode

from qabot.ui import markup, wish
from qabot.ui.session import Session
from qabot.ui.words import Words


def after_html(session: Session, words: Words, offered: tuple[str, ...] = ()) -> str:
    """The links below the conversation, nothing while there is none."""
    turn = session.turn(len(session.turns))
    if turn is None:
        return ""
    if session.editing:
        return markup.notice(words("after.editing", number=session.editing))
    parts = []
    if turn.choices:
        links = " ".join(wish.link("pick", person, label, "chip") for person, label in turn.choices)
        parts.append(f'<p class="label">{markup.text(words("after.which"))}</p><p class="chips">{links}</p>')
    if offered:
        status = turn.answer.status if turn.answer else ""
        label = words("after.instead" if status == "not_stated" else "after.next")
        links = " ".join(wish.link("ask", question, question, "chip") for question in offered)
        parts.append(f'<p class="label">{markup.text(label)}</p><p class="chips" dir="auto">{links}</p>')
    parts.append(f'<p class="acts">{_acts(session, words)}</p>')
    return markup.block(f'<section class="after">{"".join(parts)}</section>')


def reopening(session: Session, asked: str) -> str:
    """The query string of a link that asks a question again, of the same people."""
    return "?" + urlencode({"q": asked, **({"about": "\n".join(session.scope)} if session.scope else {})})


def _acts(session: Session, words: Words) -> str:
    turn, number = session.turns[-1], len(session.turns)
    links = [
        wish.link("act", f"retry.{number}", words("after.retry")),
        wish.link("act", f"undo.{number}", words("after.undo")),
        f'<a class="link" href="{markup.text(reopening(session, turn.asked))}">{markup.text(words("after.link"))}</a>',
    ]
    if turn.answer is not None:
        if turn.judged:
            links.append(f'<span class="thanks">{markup.text(words("after.thanks"))}</span>')
        else:
            links += [
                wish.link("judge", f"{number}.{verdict}", words(f"after.{verdict}"))
                for verdict in ("helpful", "wrong", "citation")
            ]
    return " ".join(links)
