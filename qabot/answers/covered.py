"""Phone numbers and street addresses asked for: said to be printed where the page prints one that is kept covered."""

from __future__ import annotations

import re

from qabot.answers.context import Context, Outcome
from qabot.answers.lines import lines_of
from qabot.questions.lexicon import plain
from qabot.questions.query import Query
from qabot.sources.source import COVER

_ASKED = re.compile(
    r"\b(?:phones?|telephones?|mobile|cell(?:phone)?|fax|whatsapp|telefon\w*|handynummer|portable|celular|movil|telefone)\b"
    r"|\b(?:home|street|postal|mailing|private|office|work|physical) address\b|\banschrift\b|\bpostadresse\b"
    r"|\badresse postale\b|\bdireccion postal\b|\bendereco\b|\bindirizzo postale\b|\bтелефон\w*|\bадрес\b(?! электрон)"
    r"|电话|手机|住址|通讯地址|電話|携帯|住所|전화|휴대폰|집 ?주소"
)


def answer_covered(context: Context, query: Query, person: str) -> Outcome | None:
    """Say that a number or address is printed but kept out of answers; None where none is asked for or covered."""
    if not _ASKED.search(plain(query.text)):
        return None
    lines = [line for line in lines_of(context, person) if COVER in line.text]
    if not lines:
        return None
    numbers = [line for line in lines if _ASKED.search(line.words)] or lines
    context.draft.state(context.phrase("covered", name=context.name(person)), person, [numbers[0].span])
    return Outcome("not_stated", (person,))
