"""The People tab: everyone with a profile, one person's page, and who wrote with whom."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import gradio as gr

from qabot.profiles.profile import Profile
from qabot.ui import graph, markup, wish
from qabot.ui.person import person_html
from qabot.ui.words import ENGLISH, Words

if TYPE_CHECKING:
    from qabot.bot import Bot

SHOWN = 200  # rows of the table at once
LONGEST = 200  # characters of what is searched for
TOPICS = 4  # topics of a person in the table


@dataclass(frozen=True, slots=True)
class PeoplePane:
    """The components of the tab."""

    all: gr.Column
    head: gr.Markdown
    search: gr.Textbox
    table: gr.Markdown
    graph: gr.Markdown
    person: gr.Markdown
    wanted: gr.Textbox  # a person to open
    back: gr.Textbox  # everyone again


def people_pane(bot: Bot) -> PeoplePane:
    """Lay the tab out, inside an open `gr.Blocks`."""
    plain: dict[str, Any] = {"elem_classes": "plain", "latex_delimiters": []}
    with gr.Column(elem_id="people"):
        with gr.Column(elem_id="people-all") as everyone:
            with gr.Row(elem_id="people-head"):
                head = gr.Markdown(head_html(ENGLISH), elem_id="people-title", **plain)
                search = gr.Textbox(
                    elem_id="people-search",
                    label=ENGLISH("people.search"),
                    placeholder=ENGLISH("people.placeholder"),
                    show_label=False,
                    container=False,
                    max_lines=1,
                )
            table = gr.Markdown(table_html(bot.profiles(), ""), elem_id="people-table", **plain)
            drawing = gr.Markdown(elem_id="graph", **plain)
        person = gr.Markdown("", elem_id="person", **plain)
        return PeoplePane(everyone, head, search, table, drawing, person, wish.box("person"), wish.box("people"))


def head_html(words: Words) -> str:
    """The head of the tab."""
    return markup.block(f"<h2>{markup.text(words('people.head'))}</h2>")


def searcher(bot: Bot) -> Callable[[str, Words], str]:
    """A handler: the table of those whom the words fit."""
    return lambda wanted, words: table_html(bot.profiles(), wanted, words)


def opener(bot: Bot) -> Callable[[str, Words], tuple[object, str]]:
    """A handler that opens the page of a person: the list gives way to it."""

    def handler(wanted: str, words: Words) -> tuple[object, str]:
        found = next((profile for profile in bot.profiles() if profile.id == wish.wished(wanted)), None)
        if found is None:
            return gr.update(visible=True), markup.notice(words("people.gone"))
        return gr.update(visible=False), person_html(found, bot.source, words)

    return handler


def drawer(bot: Bot) -> Callable[[Words], str]:
    """A handler: the drawing of who wrote with whom as the index is now."""
    drawings = graph.Drawings()
    return lambda words: graph.graph_html(bot.profiles(), words, drawings)


def closed() -> tuple[object, str]:
    """A handler that shows everyone again."""
    return gr.update(visible=True), ""


def table_html(profiles: Sequence[Profile], wanted: str, words: Words = ENGLISH) -> str:
    """Those whom all the words fit, in order of their names: name, role, organization, papers, topics."""
    if not profiles:
        return markup.notice(words("people.empty"))
    found = sorted((one for one in profiles if fits(one, wanted)), key=lambda one: (folded(one.name), one.id))
    if not found:
        return markup.notice(words("people.none"))
    rows = "".join(_row(profile, words) for profile in found[:SHOWN])
    if len(found[:SHOWN]) == len(profiles):
        count = words.many("people.count", len(profiles))
    else:
        count = words("people.shown", shown=f"{min(len(found), SHOWN):,}", all=f"{len(profiles):,}")
    heads = "".join(
        f'<th scope="col">{markup.text(words(f"people.{key}"))}</th>'
        for key in ("name", "role", "organization", "papers", "topics", "ask")
    )
    return markup.block(
        f'<section><p class="note">{markup.text(count)}</p><table class="people"><thead><tr>{heads}</tr></thead>'
        f"<tbody>{rows}</tbody></table></section>"
    )


def fits(profile: Profile, wanted: str) -> bool:
    """Whether each word stands in the name, a role, an organization, a topic or a skill of a person."""
    posts = [*profile.positions, *([profile.current] if profile.current else [])]
    said = [*profile.names(), *(post.role for post in posts), *(post.organization for post in posts)]
    said += [degree.organization for degree in profile.education]
    said += [value.text for value in (*profile.interests, *profile.skills)]
    whole = folded(" ".join(said))
    return all(word in whole for word in dict.fromkeys(folded(wanted[:LONGEST]).split()))


def folded(text: str) -> str:
    """Text without case and accents."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return unicodedata.normalize("NFC", "".join(letter for letter in apart if not unicodedata.combining(letter)))


def _row(profile: Profile, words: Words) -> str:
    current = profile.current
    topics = ", ".join(value.text for value in profile.interests[:TOPICS])
    cells = (current.role if current else "", current.organization if current else "", str(len(profile.papers)), topics)
    kinds = ("role", "organization", "papers", "topics")
    body = "".join(
        f'<td class="{kind}" dir="auto">{markup.text(cell)}</td>' for kind, cell in zip(kinds, cells, strict=True)
    )
    return (
        f'<tr><th scope="row" dir="auto">{wish.link("person", profile.id, profile.name)}</th>{body}'
        f"<td>{wish.link('scope', f'+{profile.id}', words('people.ask'), 'ask-about')}</td></tr>"
    )
