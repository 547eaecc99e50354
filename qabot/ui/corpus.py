"""The Corpus tab: which profiles there are, and building the index anew while the chat goes on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import gradio as gr

from qabot.errors import QabotError
from qabot.profiles.profile import Profile
from qabot.ui import markup

if TYPE_CHECKING:
    from qabot.bot import Bot, BuildReport


@dataclass(frozen=True, slots=True)
class CorpusPane:
    """The components of the tab."""

    rebuild: gr.Button
    report: gr.Markdown
    profiles: gr.Markdown


def corpus_pane(bot: Bot) -> CorpusPane:
    """Lay the tab out, inside an open `gr.Blocks`."""
    with gr.Column(elem_id="corpus"):
        with gr.Row(elem_id="corpus-head"):
            gr.Markdown(markup.block(_HEAD), elem_classes="plain", latex_delimiters=[])
            rebuild = gr.Button("Rebuild", variant="primary", elem_id="rebuild", min_width=120, scale=0)
        report = gr.Markdown(elem_id="report", elem_classes="plain", latex_delimiters=[])
        profiles = gr.Markdown(
            profiles_html(bot.profiles()), elem_id="profiles", elem_classes="plain", latex_delimiters=[]
        )
    return CorpusPane(rebuild, report, profiles)


def rebuilder(bot: Bot) -> Callable[..., str]:
    """A handler that builds the index anew, with progress, and reports; until it ends, the old index answers."""

    def handler(progress: gr.Progress = _PROGRESS) -> str:
        try:
            return report_html(bot.rebuild(lambda done, of, name: progress((done, of), desc=name)))
        except QabotError as error:
            return markup.problem(error)

    return handler


def profiles_html(profiles: Sequence[Profile]) -> str:
    """The profiles as a table: name, files."""
    if not profiles:
        return markup.notice("There are no profiles yet. Put files into the corpus folder, then choose Rebuild.")
    rows = "".join(
        f'<tr><th scope="row" dir="auto">{markup.text(profile.name)}</th>'
        f'<td class="file">{"<br>".join(markup.text(path) for path in profile.sources)}</td></tr>'
        for profile in profiles
    )
    count = f"{len(profiles)} profile{'s' * (len(profiles) != 1)}"
    return markup.block(
        f'<section><p class="note">{count}</p><table><thead><tr><th scope="col">Name</th>'
        f'<th scope="col">File</th></tr></thead><tbody>{rows}</tbody></table></section>'
    )


def report_html(report: BuildReport) -> str:
    """What a build did: the counts, the people behind them, and each skipped file with its reason."""
    kinds = (("Added", report.added), ("Changed", report.changed), ("Removed", report.removed))
    counts = [(name, len(ids)) for name, ids in kinds]
    counts += [("Unchanged", len(report.unchanged)), ("Skipped", len(report.skipped))]
    tiles = "".join(f"<div><dt>{name}</dt><dd>{count}</dd></div>" for name, count in counts)
    lists = "".join(_people(name, ids) for name, ids in kinds if ids)
    rows = "".join(
        f'<tr><th scope="row" class="file">{markup.text(skipped.file)}</th><td>{markup.text(skipped.reason)}</td></tr>'
        for skipped in report.skipped
    )
    if rows:
        rows = (
            '<h3>Skipped</h3><table><thead><tr><th scope="col">File</th><th scope="col">Reason</th></tr></thead>'
            f"<tbody>{rows}</tbody></table>"
        )
    return markup.block(
        f'<section class="report"><p class="note">Rebuilt in {report.seconds:.1f} s. Answers use the new index.</p>'
        f"<dl>{tiles}</dl>{lists}{rows}</section>"
    )


def _people(name: str, ids: Sequence[str]) -> str:
    items = "".join(f'<li class="file">{markup.text(person)}</li>' for person in ids)
    return f"<details><summary>{name}: {len(ids)}</summary><ul>{items}</ul></details>"


_PROGRESS = gr.Progress()
_HEAD = (
    '<div class="hello"><h2>Profiles</h2><p>Rebuild after adding, changing or removing files. '
    "The chat goes on meanwhile, from the old index.</p></div>"
)
