"""The commands of `python -m qabot`, by Typer."""

from __future__ import annotations

from dataclasses import asdict
from json import dumps
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from qabot.errors import QabotError
from qabot.ready import lean, ready, settings_of, tell, with_progress

if TYPE_CHECKING:
    from qabot.answers.answer import Answer
    from qabot.index.build import BuildReport

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    help="Questions about researchers, answered from their profiles with the exact words behind every statement.",
)

CorpusOption = Annotated[
    Path | None, typer.Option("--corpus", help="Folder of profiles (QABOT_CORPUS, else ./corpus).")
]
IndexOption = Annotated[Path | None, typer.Option("--index", help="Folder of the index (QABOT_INDEX, else ./index).")]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON.")]


@app.command()
def index(corpus: CorpusOption = None, index: IndexOption = None, json: JsonOption = False) -> None:
    """Bring the index in line with the corpus."""
    from qabot.index.built import build_index

    settings = settings_of(corpus, index)
    report = with_progress(lambda progress: build_index(settings=settings, progress=progress))
    _print_json(asdict(report)) if json else _print_report(report)


@app.command()
def ask(
    question: Annotated[str, typer.Argument(help="The question.")],
    corpus: CorpusOption = None,
    index: IndexOption = None,
    json: JsonOption = False,
) -> None:
    """Answer one question; the index is built first if it is missing or stale."""
    lean()
    answer = ready(corpus, index).ask(question)
    _print_json(asdict(answer)) if json else _print_answer(answer)
    raise typer.Exit(0 if answer.answered else 1)


@app.command()
def chat(corpus: CorpusOption = None, index: IndexOption = None) -> None:
    """Talk with the bot in the terminal; an empty line or Ctrl-D ends it."""
    lean()
    conversation = ready(corpus, index).chat()
    while True:
        try:
            question = typer.prompt("you", prompt_suffix="> ", default="", show_default=False, err=True)
        except (typer.Abort, EOFError):
            return
        if not question.strip():
            return
        try:
            _print_answer(conversation.ask(question))
        except QabotError as error:
            tell(error)


@app.command()
def serve(
    corpus: CorpusOption = None,
    index: IndexOption = None,
    host: Annotated[str | None, typer.Option(help="Address to listen on (QABOT_HOST, else 127.0.0.1).")] = None,
    port: Annotated[int | None, typer.Option(help="Port (QABOT_PORT, else 7860; 0 picks a free one).")] = None,
) -> None:
    """Run the chat in the browser."""
    from qabot.ui.server import serve as serve_page

    bot = ready(corpus, index)
    serve_page(bot, host=host or bot.settings.host, port=bot.settings.port if port is None else port)


@app.command()
def show(
    path: Annotated[Path, typer.Argument(help="A profile: a file, or a folder of one person.")],
    json: JsonOption = False,
) -> None:
    """Show what is read from a profile, fact by fact, with the words each stands on."""
    from qabot.profiles import read_profile

    profile = read_profile(path)
    if json:
        _print_json(asdict(profile))
        return
    from qabot.report import profile_lines

    for line in profile_lines(profile, path):
        typer.echo(line)


@app.command()
def tables(
    path: Annotated[Path, typer.Argument(help="The SQLite file to write; it must not be there yet.")],
    corpus: CorpusOption = None,
    index: IndexOption = None,
) -> None:
    """Write all facts as tables, who is who across profiles, for questions in SQL."""
    people = ready(corpus, index).write_tables(path)
    typer.echo(f"{path}: {people} people, with a profile or named in one", err=True)


@app.command()
def eval(
    questions: Annotated[
        Path, typer.Argument(help="Questions with known answers, YAML (see tests/data/questions.yaml).")
    ],
    corpus: CorpusOption = None,
    index: IndexOption = None,
    floor: Annotated[float, typer.Option(help="Exit with 1 when a smaller share (0..1) is right.")] = 0.0,
    json: JsonOption = False,
) -> None:
    """Score the bot on questions with known answers."""
    from qabot.evaluation import evaluate, load_questions

    results = evaluate(ready(corpus, index), load_questions(questions))
    right = [result for result in results if not result.faults]
    if json:
        _print_json([asdict(result) for result in results])
    else:
        for result in results:
            if result.faults:
                typer.echo(f"{result.id} [{result.type}] {result.question}\n     {'; '.join(result.faults)}")
        typer.echo(f"{len(right)}/{len(results)} right = {len(right) / len(results):.1%}")
    raise typer.Exit(0 if len(right) >= floor * len(results) else 1)


@app.command()
def doctor(corpus: CorpusOption = None, index: IndexOption = None, json: JsonOption = False) -> None:
    """Say whether corpus, index, model and settings are sound, and what to do where they are not."""
    from qabot.doctor import checks

    results = checks(settings_of(corpus, index))
    if json:
        _print_json([asdict(result) for result in results])
    else:
        for result in results:
            typer.echo(f"{'ok ' if result.ok else 'FIX'}  {result.name:14s} {result.found}")
            if result.hint:
                typer.echo(f"{'':20s}{result.hint}")
    raise typer.Exit(0 if all(result.ok for result in results) else 1)


def _print_json(value: object) -> None:
    typer.echo(dumps(value, ensure_ascii=False, indent=2, default=str))


def _print_answer(answer: Answer) -> None:
    typer.echo(str(answer))


def _print_report(report: BuildReport) -> None:
    for name in ("added", "changed", "removed"):
        for person in getattr(report, name):
            typer.echo(f"{name:8s} {person}")
    for skipped in report.skipped:
        typer.echo(f"skipped  {skipped.file}: {skipped.reason}")
    typer.echo(
        f"{report.people} profiles, {report.chunks} passages, {len(report.unchanged)} unchanged, {report.seconds:.1f} s"
    )
