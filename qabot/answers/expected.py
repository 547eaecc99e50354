"""When somebody will be done with a course of study, where the page tells it beside the degree, not with it."""

from __future__ import annotations

import re

from qabot.answers.context import Context, Outcome
from qabot.answers.lines import YEAR, Line, lines_of, quoted
from qabot.questions.lexicon import Lexicon, plain
from qabot.questions.query import Query

ASKED = re.compile(  # "When does she want to finish?"
    r"\bwill\b|\bgoing to\b|\bwird\b|будет|将|예정|予定"
    r"|\b(?:expect|anticipat|suppos|schedul|envisag|due\b|forese)\w*"
    r"|\b(?:want|hope|plan|aim|intend|look)\w* to (?:be done|finish|complete|graduate|defend|submit|get|obtain|end)\b"
    r"|\b(?:aura|obtiendra|finira|terminera|soutiendra|tendra|terminara|obtendra|acabara|avra|otterra|concluira|tera)\b"
    r"|\b(?:получит|закончит|защитит|окончит)\b|\bvoraussichtlich|\bprevu|\bprevist|预计|预期|見込|예상|\bожида|\bпланир"
)
_TOLD = re.compile(
    r"\b(?:expect\w*|anticipated|tentative|planned|scheduled|prospective|estimated)\b[^.;\n]{0,40}"
    r"\b(?:graduat\w+|complet\w+|defen[cs]e|degree|finish\w*|end|date)\b"
    r"|\bgraduat(?:ion|e|es|ing)\b[^.;\n]{0,25}\b(?:date|expected|anticipated|planned)\b|\bgraduating in\b"
    r"|\b(?:will|expects?|plans?|aims?|hopes?|intends?)(?: \w+)? (?:graduate|finish|complete|defend|submit)\b"
    r"|\bvoraussichtlich\w* .{0,30}(?:abschluss|ende|promotion|master|bachelor)|\bfin(?:alisation)? prevue"
    r"|(?:预计|预期).{0,12}(?:毕业|完成|取得|获得)|(?:毕业|完成).{0,6}(?:预计|预期)"
    r"|(?:修了|卒業|取得)(?:見込|予定)|졸업 ?예정"
    r"|ожидаем\w* .{0,20}(?:выпуск|защит|окончани)\w*"
)


def tell_expected(context: Context, query: Query, person: str) -> Outcome | None:
    """The line with a year that tells when a course of study is expected to end; None where none does."""
    if "when" not in query.want or not ASKED.search(plain(query.text)):
        return None
    lines = [line for line in lines_of(context, person) if YEAR.search(line.text) and _TOLD.search(line.words)]
    lines = [line for line in lines if line.kind not in ("papers", "preprints", "students") and _of(query, line)]
    return quoted(context, person, lines[:1]) if lines else None


def _of(query: Query, line: Line) -> bool:
    """Whether a line tells of the degree asked about, or of none in particular."""
    levels = {cue.meaning for cue in Lexicon.load().degrees.find(line.words)}
    return not query.degree or not levels or query.degree in levels
