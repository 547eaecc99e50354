"""`Keeping`: what happens in the Corpus tab. Each method is a handler; each asks whether the visitor may."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import gradio as gr

from qabot.errors import QabotError
from qabot.sources.source import tier_of
from qabot.ui import markup, staging, wish
from qabot.ui.access import COOKIE, Access
from qabot.ui.corpus import plan_html, profiles_html, report_html
from qabot.ui.staging import Plan
from qabot.ui.words import Words

if TYPE_CHECKING:
    from qabot.bot import Bot

Row = tuple[object, ...]  # plan, planned, discard, rebuild, profiles
_PROGRESS = gr.Progress()


def _step(what: str, words: Words) -> str:
    """What a build is at, in the language of the page."""
    if what.startswith("reading "):
        return words("corpus.reading", name=what.removeprefix("reading "))
    return words("corpus.embedding") if what == "embedding" else what


class Keeping:
    """The handlers of the tab."""

    def __init__(self, bot: Bot, access: Access) -> None:
        self.bot = bot
        self.access = access

    def look(self, plan: Plan, words: Words, request: gr.Request) -> Row:
        """The tab as it is now for this visitor: lock, its note, tools, then as `_row`."""
        may = self._may(request)
        locked = self.access.mode == "password" and not may
        note = "" if may else markup.notice(words("corpus.locked" if locked else "corpus.off"))
        return (
            gr.update(visible=locked),
            note,
            gr.update(visible=may),
            *self._row(plan if may else Plan(), words, may),
        )

    def unlock(self, password: str, plan: Plan, words: Words, request: gr.Request) -> Row:
        """Try a password: what `look` gives, the emptied box, and the key for the page to keep."""
        key = self.access.unlock((password or "")[:1_000])
        if not key:
            wrong = markup.problem(QabotError(words("corpus.wrong")))
            return (gr.skip(), wrong, gr.skip(), *(gr.skip() for _ in range(5)), "", gr.skip())
        message = wish.for_page("cookie", name=COOKIE, value=key)
        opened = (gr.update(visible=False), "", gr.update(visible=True), *self._row(plan, words, True))
        return (*opened, "", message)

    def add(self, paths: list[str] | None, plan: Plan, words: Words, request: gr.Request) -> Row:
        """More files into the plan."""
        self._must(words, request)
        staged = staging.stage(plan, [Path(path) for path in paths or ()], self.bot.settings, words)
        return self._row(staged, words, True)

    def delete(self, wanted: str, plan: Plan, words: Words, request: gr.Request) -> Row:
        """One more profile to delete ("+id"), or one less ("-id"), or all that were uploaded ("*")."""
        self._must(words, request)
        sign, person = wish.wished(wanted)[:1], wish.wished(wanted)[1:]
        if sign == "*":
            uploaded = [profile.id for profile in self.bot.profiles() if tier_of(profile.id) == "uploaded"]
            return self._row(replace(plan, removed=tuple(dict.fromkeys((*plan.removed, *uploaded)))), words, True)
        kept = tuple(one for one in plan.removed if one != person)
        known = any(profile.id == person for profile in self.bot.profiles())
        removed = (*kept, person) if sign == "+" and known else kept
        return self._row(replace(plan, removed=removed), words, True)

    def discard(self, plan: Plan, words: Words, request: gr.Request) -> Row:
        """Nothing planned any more."""
        self._must(words, request)
        staging.discard(plan)
        return self._row(Plan(), words, True)

    def rebuild(
        self, plan: Plan, words: Words, request: gr.Request, progress: gr.Progress = _PROGRESS
    ) -> tuple[str, Plan]:
        """Apply the plan, build the index anew with progress, and report; until it ends the old index answers."""
        self._must(words, request)
        try:
            staging.apply(plan, self.bot.settings, words)
            report = self.bot.rebuild(lambda done, of, what: progress((done, of), desc=_step(what, words)))
        except QabotError as error:
            return markup.problem(error), Plan()
        return report_html(report, words), Plan()

    def _row(self, plan: Plan, words: Words, may: bool) -> Row:
        planned = plan_html(plan, staging.drift(self.bot.settings), words) if may else ""
        label = words("corpus.apply" if plan else "corpus.rebuild")
        table = profiles_html(self.bot.profiles(), words, removed=plan.removed, may=may)
        return plan, planned, gr.update(visible=bool(plan)), gr.update(value=label), table

    def _may(self, request: gr.Request) -> bool:
        return self.access.allows(request.cookies.get(COOKIE))

    def _must(self, words: Words, request: gr.Request) -> None:
        if not self._may(request):
            raise gr.Error(words("corpus.off" if self.access.mode == "off" else "corpus.locked"), print_exception=False)
