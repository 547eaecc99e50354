"""`level_of`: whether a degree as printed is a doctorate, a master's or a bachelor's."""

from __future__ import annotations

import re

from qabot.profiles.same import plain

_PHD = re.compile(
    r"phd|doctor|docteur|^scd|dphil|doktor"
    r"|^dr(?:$|phil|med|iur|jur|sc|rer|ing|theol|oec|agr|tech|habil|paed|vet|nat)|dring|drrer|promotion"
    r"|doutor|dottor|tohtor|박사|博士(?!前期|課程前期)|кандидат|докт"
)
_MASTER = re.compile(
    r"^m(s|a|sc|phil|eng|res|e)\b|^sm$|^m(?:math|phys|chem|comp|sci|ba|ph|fa|arch|stat)|^llm"
    r"|diplomingenieur|^dipling|laureamagistrale|^me(?:of|in)|^m(s|a|sc|phil|eng|tech)(?![a-z])|master"
    r"|^m[12](?![\da-z])|博士(?:課程)?前期|mestr|magist|석사|硕士|碩士|修士|магистр"
)
_BACHELOR = re.compile(
    r"^ab$|^b(s|a|sc|eng|tech|mus|e)(?![a-z])|^be(?:of|in)|bachelor|bachar|kandidaatti|lisans|licenc|학사"
    r"|学士|學士|本科|бакалавр|licen"
)


def level_of(degree: str) -> str:
    """The level of a degree as printed: "phd", "master", "bachelor", or "" for none of these."""
    compact = re.sub(r"[.\s-]", "", plain(degree))
    if _PHD.search(compact):
        return "phd"
    if _MASTER.search(compact):
        return "master"
    return "bachelor" if _BACHELOR.search(compact) else ""
