"""What a page tells of the person beside the work: birth, origin, family, leisure, home."""

from __future__ import annotations

import re

from qabot.answers.context import Context, Outcome
from qabot.answers.coverage import coverage
from qabot.answers.lines import YEAR, lines_of, quoted
from qabot.answers.passages import BIRTH
from qabot.answers.told import HELD
from qabot.questions.lexicon import plain
from qabot.questions.query import Query
from qabot.words.entries import inside

_ASKS_CIVIL = re.compile(
    r"\bmarried\b|\bis\b[^,]*\bsingle\W*$|\b(?:marital|civil) status\b|\bspouse\b|\b(?:wife|husband)\b|\bverheiratet\b"
    r"|\bmarie e?\b|\bcasad[oa]\b|\bsposat[oa]\b|женат|замужем|结婚|已婚|結婚|결혼"
)


_CIVIL = re.compile(
    r"\bmarried\b|\bmarital status\b|\bfamilienstand\b|\bverheiratet\b|\bestado civil\b|\bcasad[oa]\b"
    r"|\bsituation familiale\b|\bstato civile\b|женат\w*|замужем|семейное положение|已婚|婚姻|既婚|기혼|미혼"
)


_H_INDEX = re.compile(
    r"\bh[- ]?index\b|\bindice[ -]h\b|\bh[- ]indice\b|\bindex h\b|индекс\w* хирша|\bh[ -]?指数|h[ -]?인덱스|h[ -]?지수"
)


_ASKS_YEAR_OF_STUDY = re.compile(  # how far a student is
    r"\b(?:what|which) year of (?:study|studies|his|her|the)\b"
    r"|\bin (?:what|which) year (?:of (?:study|studies)|is)\b.*\b(?:stud|ph)"
    r"|\bin welchem (?:semester|studienjahr)\b|\ben quelle annee (?:d'etudes|de (?:these|licence|master))\b"
    r"|\ben que (?:ano|semestre) (?:de carrera|esta|cursa)|\bem que (?:ano|semestre) (?:esta|cursa)|\bна каком курсе\b"
    r"|[读上]?(?:大|研|博)?几年级|大几|研几|博几|何年生|몇 ?학년"
)


_YEAR_OF_STUDY = re.compile(
    r"\b(?:first|second|third|fourth|fifth|final|last|[1-6](?:st|nd|rd|th))[- ]year\b"
    r"|\b[1-9]\d?\. (?:semester|studienjahr)\b|\b(?:premiere|deuxieme|troisieme|[1-6]e(?:me)?) annee\b"
    r"|\b(?:primer|segundo|tercer|cuarto|quinto) (?:ano|semestre)\b"
    r"|\b[1-6](?:-?(?:го|м|й|ый|ом))? курс|\b(?:freshman|sophomore|junior|senior) (?:student|at|in|majoring)"
    r"|[一二三四五六1-6]\s?年[级級生]|大[一二三四]|研[一二三]|博[一二三四五]|[1-6]\s?학년|[1-6]\s?年次"
)


_NATION = re.compile(
    r"\bnationali|\bcitizen|\bstaatsangehorig|\bstaatsburger|\bnacionalidad|\bnazionalita|\bcittadin|\bciudadan|\bcidadani"
    r"|гражданств|национальн|国籍|국적"
)


_FREE = (
    r"\bhobb(?:y|ys|ies)\b|\b(?:free|spare|leisure) time\b|\boutside (?:of )?(?:work|research|academia|the lab)\b"
    r"|\b(?:fuera de la academia|fora da academia|en dehors de la recherche|pasatiempos?|passatempi|passions?)\b"
    r"|\bfreizeit\b|\btemps libre\b|\bloisirs\b|\btiempo libre\b|\baficion|\btempo li(?:be|v)ro\b|\bpassatemp"
    r"|хобби|свободное время|увлека|увлечени|趣味|爱好|业余|课余|闲暇|学术之外|工作之余|科研之余|休日|취미|여가"
)


_ASKS_LEISURE = re.compile(_FREE)


_LEISURE = re.compile(
    _FREE + r"|\bwhen (?:(?:i'm|i am) not|not working|away from)\b|\bin my (?:free|spare)\b|\bau-dela d"
    r"|\bbeyond (?:work|research|academia)\b"
    r"|\bi (?:(?:also|often|sometimes) )?(?:play|hike|climb|bake|cook|sing|paint|cycle)\b"
)


_ASKS_HOME = re.compile(
    r"\bwhere\b.*\b(?:live|lives|living|reside|resides)\W*$|\bin (?:which|what) (?:city|town|country)\b.*\blives?\W*$"
)


_HOME = re.compile(r"\b(?:living|live|lives|reside|resides|residing|based) in\b|\bwohn(?:t|haft)\b|居住|在住|거주")


_BIRTHDAY = re.compile(
    r"\b(?:geburtstag|geburtsdatum|birthday|date of birth|birth ?date|date de naissance|fecha de nacimiento"
    r"|data de nascimento|data di nascita|дата рождения)\b|生日|生年月日|생년월일|출생일"
)


_BORN = re.compile(
    r"\b(?:born|native of|grew up|raised in|hometown|home town|(?:originally|comes?|i am|i'm|is) from|nationality|"
    r"citizen\w*|geboren|staatsangehorigkeit|nee? (?:a|en|le)|nationalite|nacid[oa]|nacio|nacionalidad|родил\w*|"
    r"гражданство)\b|出生|生于|籍贯|国籍|出身|태어|국적"
)


_FROM_PLACE = re.compile(r"\b(?:from|in|of) (?:the )?((?:[^\s,?]+ ?){1,4})\W*$")


def tell_origin(context: Context, query: Query, person: str) -> Outcome | None:
    """Quote the line that says where somebody comes from, with yes or no where that is asked; None where none does."""
    line = next((line for line in lines_of(context, person) if _BORN.search(line.words)), None)
    if line is None:
        return None
    match = _FROM_PLACE.search(plain(query.text))
    if query.intent == "yes_no" and match:  # "Is she Finnish?" is answered by the words themselves
        place = re.sub(r"\W+$", "", match[1])
        truth = coverage(place, line.words) >= HELD
        context.draft.say(context.phrase("yes" if truth != query.negated else "no", rest="").strip())
    return quoted(context, person, [line])


def tell_private(context: Context, query: Query, person: str) -> Outcome | None:
    """Quote the line that tells the civil status or the town somebody lives in; None where neither is asked or told."""
    text = plain(query.text)
    asked = (
        (_NATION, _NATION),
        (_ASKS_CIVIL, _CIVIL),
        (_ASKS_HOME, _HOME),
        (_H_INDEX, _H_INDEX),
        (_ASKS_YEAR_OF_STUDY, _YEAR_OF_STUDY),
        (_ASKS_LEISURE, _LEISURE),
    )
    pattern = next((told for asks, told in asked if asks.search(text)), None)
    lines = [line for line in lines_of(context, person) if pattern.search(line.words)] if pattern else []
    if pattern is _LEISURE:  # below a heading of its own, too
        lines += [line for line in lines_of(context, person) if pattern.search(line.heading)]
        lines = [line for line in lines if not line.heading.endswith(plain(line.text).strip(" #:"))]
    if pattern is _H_INDEX:
        lines = [line for line in lines if any(letter.isdigit() for letter in line.words)]
    return quoted(context, person, lines[:1]) if lines else None


def tell_birth(context: Context, query: Query, person: str) -> Outcome | None:
    """Quote the line that says when or where somebody was born; None where none does."""
    papers = [entry.span for entry in context.library.entries(person, "paper")]  # "GWAS on Birth Year"
    lines = [line for line in lines_of(context, person) if BIRTH.search(line.words)]
    lines = [line for line in lines if not any(inside(line.span, span) for span in papers)]
    lines = list({line.span: line for line in lines}.values())
    if "when" in query.want and "where" not in query.want:
        lines = [line for line in lines if YEAR.search(line.words)]
    elif "where" in query.want and "when" not in query.want:
        lines = [line for line in lines if not _BIRTHDAY.search(line.words)] or lines
    return quoted(context, person, lines[:2]) if lines else None
