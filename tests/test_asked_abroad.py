"""Questions in German, Russian, Spanish, Korean, Japanese and Chinese over pages of invented people."""

from __future__ import annotations

import pytest
from people import Talk

from qabot.profiles import make_profile
from qabot.sources.markdown import read_markdown

JORG = """# Prof. Dr. Jörg Weber-Stall

Lehrstuhl für Verkehrsplanung, Technische Hochschule Oberwald

Sprechstunde: Di 14–15 Uhr, Raum B 2.17

## Werdegang

- 2015 - heute: Professor, Technische Hochschule Oberwald
- 2010 - 2015: Abteilungsleiter, Institut für Mobilität

## Ausbildung

- 2010: Promotion, Universität Rheinau, Dissertation „Radwege im Winter“ (Gutachter: Hans Lenz, Piotr Mazur)

## Projekte

- LandRad, 1,1 Mio. €, 2021 - 2024, Leitung
- SchulWeg plus, 350 T€, 2019 - 2022, Partner

## Doktoranden

- Elif Yildirim (abgeschlossen 2021)
- Tim Koster (laufend)

## Veröffentlichungen

- Weber-Stall, J. (2010): Radwege im Winter. Dissertation, Universität Rheinau.

## Mitgliedschaften

- Deutsche Verkehrsakademie, seit 2016
"""
AOI = """# 森川 葵

東都理科大学 情報学部 准教授

研究室：8号館 502

## 略歴

- 2021年4月〜 東都理科大学 准教授
- 2017年4月〜2021年3月 東都理科大学 助教

## 論文

- 森川葵, 橘健一: 「ピアノ採譜のための和音辞書」, 情報音楽学会論文誌, 2013.
- A. Morikawa, L. Novak: "Singing in Noise," ISMX, 2019.
"""
VERA = """# Вера Орлова

старший научный сотрудник, Институт водных проблем

## Языки

- английский (свободно)
- немецкий (базовый)

## Публикации

- Орлова В.П., Громов И.С. Рачки малых озёр. Биология внутренних вод, 2013.
"""


def talk() -> Talk:
    pages = {"weber.md": JORG, "aoi.md": AOI, "vera.md": VERA}
    sources = [read_markdown(path, page) for path, page in pages.items()]
    return Talk(*((make_profile(source.path, [source]), source) for source in sources))


@pytest.mark.parametrize(
    ("question", "words", "missing"),
    [
        ("Wann hat Weber-Stall Sprechstunde?", "Di 14", "kein Profil"),
        ("Wer waren die Gutachter der Dissertation von Jörg Weber-Stall?", "Lenz", "kein Profil"),
        ("Leitet Weber-Stall das Projekt SchulWeg plus?", "Nein", "kein Profil"),
        ("Leitet Weber-Stall das Projekt LandRad?", "Ja", "kein Profil"),
        ("Welches Projekt von Weber-Stall hat das größte Budget?", "LandRad", "SchulWeg"),
        ("Welche Doktoranden von Weber-Stall sind noch nicht fertig?", "Koster", "Yildirim"),
        ("Welche Doktoranden von Weber-Stall sind fertig?", "Yildirim", "Koster"),
        ("In welchen Vereinigungen ist Weber-Stall Mitglied?", "Verkehrsakademie", "kein Profil"),
        ("¿Sobre qué trata la tesis de Weber-Stall?", "Radwege im Winter", "no indica"),
        ("森川葵さんは教授ですか？", "いいえ", "はい"),
        ("森川葵さんは准教授ですか？", "はい", "いいえ"),
        ("森川葵さんの研究室はどこですか？", "502", "記載"),
        ("森川葵さんの日本語の論文は？", "和音辞書", "Singing"),
        ("森川葵さんの英語の論文は？", "Singing", "和音辞書"),
        ("Какими языками владеет Орлова?", "немецкий", "нет профиля"),
        ("Wer spricht Deutsch?", "Орлова", "Weber"),
    ],
)
def test_questions_in_many_languages(question: str, words: str, missing: str):
    text = talk().ask(question).text
    assert words in text and missing not in text
