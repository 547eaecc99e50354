"""`level_of`: whether a degree as printed is a doctorate, a master's or a bachelor's."""

from __future__ import annotations

import re

from qabot.profiles.same import plain


def level_of(degree: str) -> str:
    """The level of a degree as printed: "phd", "master", "bachelor", or "" for none of these."""
    compact = re.sub(r"[.\s-]", "", plain(degree))
    if re.search(
        r"phd|doctor|docteur|^scd|dphil|doktor|^dr(?:$|phil|med|iur|jur|sc|rer|ing|theol|oec|agr|tech|habil|paed|vet|nat)|dring|drrer|promotion|doutor|dottor|tohtor|박사|博士|кандидат|докт", compact
    ):
        return "phd"
    if re.search(
        r"^m(s|a|sc|phil|eng|res|e)\b|^sm$|^m(?:math|phys|chem|comp|sci|ba|ph|fa|arch|stat)|^llm|diplomingenieur|^dipling|laureamagistrale|^me(?:of|in)|^m(s|a|sc|phil|eng|tech)(?![a-z])|master|mestr|magist|석사|硕士|碩士|修士|магистр",
        compact,
    ):
        return "master"
    if re.search(
        r"^ab$|^b(s|a|sc|eng|tech|mus|e)(?![a-z])|^be(?:of|in)|bachelor|bachar|kandidaatti|lisans|licenc|학사|学士|本科|бакалавр|licen",
        compact,
    ):
        return "bachelor"
    return ""
