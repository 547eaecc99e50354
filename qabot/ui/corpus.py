"""The Corpus tab: which profiles there are, adding and deleting some, and building the index anew meanwhile."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import gradio as gr

from qabot.profiles.profile import Profile
from qabot.settings import Settings
from qabot.sources.source import tier_of
from qabot.ui import markup, staging, wish
from qabot.ui.staging import Drift, Plan
from qabot.ui.words import ENGLISH, Words

if TYPE_CHECKING:
    from qabot.bot import Bot, BuildReport


@dataclass(frozen=True, slots=True)
class CorpusPane:
    """The components of the tab."""

    head: gr.Markdown
    lock: gr.Row
    password: gr.Textbox
    unlock: gr.Button
    lock_note: gr.Markdown
    tools: gr.Row
    add: gr.UploadButton
    discard: gr.Button
    rebuild: gr.Button
    plan: gr.State
    planned: gr.Markdown
    report: gr.Markdown
    profiles: gr.Markdown
    delete: gr.Textbox


def corpus_pane(bot: Bot) -> CorpusPane:
    """Lay the tab out, inside an open `gr.Blocks`."""
    plain: dict[str, Any] = {"elem_classes": "plain", "latex_delimiters": []}
    with gr.Column(elem_id="corpus"):
        with gr.Row(elem_id="corpus-head"):
            head = gr.Markdown(head_html(bot.settings, ENGLISH), **plain)
            with gr.Row(elem_id="corpus-tools", visible=False) as tools:
                add = gr.UploadButton(
                    ENGLISH("corpus.add"),
                    elem_id="add",
                    file_count="multiple",
                    file_types=list(staging.kinds()),
                    scale=0,
                    min_width=120,
                )
                discard = gr.Button(ENGLISH("corpus.discard"), elem_id="discard", visible=False, scale=0, min_width=96)
                rebuild = gr.Button(
                    ENGLISH("corpus.rebuild"), variant="primary", elem_id="rebuild", min_width=120, scale=0
                )
        with gr.Row(elem_id="lock", visible=False) as lock:
            password = gr.Textbox(
                elem_id="password",
                label=ENGLISH("corpus.password"),
                type="password",
                max_lines=1,
                scale=0,
                min_width=240,
            )
            unlock = gr.Button(ENGLISH("corpus.unlock"), elem_id="unlock", scale=0, min_width=96)
        lock_note = gr.Markdown(elem_id="lock-note", **plain)
        planned = gr.Markdown(elem_id="planned", **plain)
        report = gr.Markdown(elem_id="report", **plain)
        profiles = gr.Markdown(profiles_html(bot.profiles(), may=False), elem_id="profiles", **plain)
    return CorpusPane(
        head, lock, password, unlock, lock_note, tools, add, discard, rebuild, gr.State(Plan()), planned, report,
        profiles, wish.box("delete"),
    )  # fmt: skip


def head_html(settings: Settings, words: Words) -> str:
    """The head of the tab: what it is for, and what may be added."""
    kinds = words(
        "corpus.kinds",
        kinds=" ".join(staging.kinds()),
        size=f"{settings.max_file_mb:g}",
        count=settings.max_upload_files,
    )
    return markup.block(
        f'<div class="hello"><h2>{markup.text(words("corpus.head"))}</h2><p>{markup.text(words("corpus.text"))}</p>'
        f'<p class="kinds">{markup.text(kinds)}</p></div>'
    )


def profiles_html(
    profiles: Sequence[Profile], words: Words = ENGLISH, *, removed: Sequence[str] = (), may: bool = True
) -> str:
    """The profiles as a table: name, files, and, where one may, a way to delete each or to keep it after all."""
    if not profiles:
        return markup.notice(words("corpus.empty"))
    rows = []
    for profile in profiles:
        gone = profile.id in removed
        act = wish.link(
            "delete", f"{'-' if gone else '+'}{profile.id}", words("corpus.keep" if gone else "corpus.delete")
        )
        files = "<br>".join(markup.text(path) for path in profile.sources) + tier_html(profile.id, words)
        rows.append(
            f'<tr{" class=gone" if gone else ""}><th scope="row" dir="auto">{markup.text(profile.name)}</th>'
            f'<td class="file">{files}</td>{f"<td>{act}</td>" if may else ""}</tr>'
        )
    heads = "".join(
        f'<th scope="col">{markup.text(words(key))}</th>'
        for key in ("corpus.name", "corpus.file", *(["corpus.delete"] if may else []))
    )
    uploaded = [profile.id for profile in profiles if tier_of(profile.id) == "uploaded"]
    whole = f" {wish.link('delete', '*', words('corpus.delete.uploaded'))}" if may and uploaded else ""
    return markup.block(
        f'<section><p class="note">{markup.text(words.many("people.count", len(profiles)))}{whole}</p>'
        f"<table><thead><tr>{heads}</tr></thead><tbody>{''.join(rows)}</tbody></table></section>"
    )


def tier_html(path: str, words: Words) -> str:
    """A mark that a source was uploaded, "" for one that was put into the corpus."""
    return f' <span class="tier">{markup.text(words("sources.uploaded"))}</span>' if tier_of(path) == "uploaded" else ""


def plan_html(plan: Plan, found: Drift, words: Words = ENGLISH) -> str:
    """What applying a plan would do, and what a rebuild would find changed in the folder anyway."""
    parts = []
    if plan:
        by_effect = {
            effect: [one.name for one in plan.staged if one.effect == effect] for effect in ("added", "changed", "same")
        }
        by_effect["removed"] = list(plan.removed)
        parts.append(f"<h3>{markup.text(words('corpus.planned'))}</h3>")
        for effect in ("added", "changed", "removed", "same"):
            parts.append(_names(words(f"corpus.plan.{effect}"), by_effect[effect]))
        refused = [one for one in plan.staged if one.effect == "refused"]
        parts.append(_names(words("corpus.plan.refused"), [f"{one.name}: {one.reason}" for one in refused]))
    drifted = [_names(words(f"corpus.plan.{kind}"), getattr(found, kind)) for kind in ("added", "changed", "removed")]
    if any(drifted):
        parts += [f"<h3>{markup.text(words('corpus.plan.folder'))}</h3>", *drifted]
    return markup.block(f'<section class="report">{"".join(parts)}</section>') if parts else ""


def report_html(report: BuildReport, words: Words = ENGLISH) -> str:
    """What a build did: the counts, the people behind them, and each skipped file with its reason."""
    kinds = [(words(f"corpus.plan.{kind}"), getattr(report, kind)) for kind in ("added", "changed", "removed")]
    counts = [(name, len(ids)) for name, ids in kinds]
    counts += [(words("corpus.report.unchanged"), len(report.unchanged))]
    counts += [(words("corpus.report.skipped"), len(report.skipped))]
    tiles = "".join(f"<div><dt>{markup.text(name)}</dt><dd>{count}</dd></div>" for name, count in counts)
    lists = "".join(_people(name, ids) for name, ids in kinds if ids)
    rows = "".join(
        f'<tr><th scope="row" class="file">{markup.text(skipped.file)}</th><td>{markup.text(skipped.reason)}</td></tr>'
        for skipped in report.skipped
    )
    if rows:
        rows = (
            f'<h3>{markup.text(words("corpus.report.skipped"))}</h3><table><thead><tr><th scope="col">'
            f'{markup.text(words("corpus.file"))}</th><th scope="col">{markup.text(words("corpus.report.reason"))}</th>'
            f"</tr></thead><tbody>{rows}</tbody></table>"
        )
    time = markup.text(words("corpus.report.time", seconds=f"{report.seconds:.1f}"))
    return markup.block(
        f'<section class="report"><p class="note">{time}</p><dl class="tiles">{tiles}</dl>{lists}{rows}</section>'
    )


def _names(title: str, names: Sequence[str]) -> str:
    if not names:
        return ""
    items = "".join(f'<li class="file">{markup.text(name)}</li>' for name in names)
    return f"<h4>{markup.text(title)} <span class='note'>{len(names)}</span></h4><ul>{items}</ul>"


def _people(name: str, ids: Sequence[str]) -> str:
    items = "".join(f'<li class="file">{markup.text(person)}</li>' for person in ids)
    return f"<details><summary>{markup.text(name)}: {len(ids)}</summary><ul>{items}</ul></details>"
