"""The words around the quotations: complete in every language, same placeholders, exact sentences."""

from __future__ import annotations

import string
from importlib import resources
from typing import Any

import pytest
import yaml

from qabot.answers.phrases import phrase, relation_name
from qabot.questions.lexicon import LANGUAGES, Lexicon, language_of, plain

TEXT = resources.files("qabot.answers").joinpath("phrases.yaml").read_text(encoding="utf-8")
TABLE: dict[str, dict[str, Any]] = yaml.load(TEXT, Loader=yaml.BaseLoader)
PHRASES = [key for key in TABLE if key != "relations"]
OTHERS = [language for language in LANGUAGES if language != "en"]
NBSP = "\u00a0"


def placeholders(form: str) -> list[str]:
    return sorted(name for _, name, _, _ in string.Formatter().parse(form) if name is not None)


def letters(form: str) -> str:
    """The letters of a form outside its placeholders."""
    return "".join(char for literal, *_ in string.Formatter().parse(form) for char in literal if char.isalpha())


def quoted_questions(text: str) -> list[str]:
    """What stands between quotation marks."""
    closing = {"“": "”", "„": "“", "«": "»", "「": "」"}
    found, position = [], 0
    while position < len(text):
        if text[position] in closing:
            end = text.index(closing[text[position]], position + 1)
            found.append(text[position + 1 : end].strip())
            position = end
        position += 1
    return found


@pytest.mark.parametrize("key", TABLE)
def test_every_key_has_every_language_once(key: str):
    assert sorted(TABLE[key]) == sorted(LANGUAGES)


def test_the_keys_are_words_whatever_reads_the_file():
    assert list(yaml.safe_load(TEXT)) == list(TABLE)


def test_no_key_stands_twice():
    keys = [node.value for node, _ in yaml.compose(TEXT, Loader=yaml.BaseLoader).value]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("language", OTHERS)
@pytest.mark.parametrize("key", PHRASES)
def test_placeholders_are_those_of_english(key: str, language: str):
    assert placeholders(TABLE[key][language]) == placeholders(TABLE[key]["en"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_relation_has_a_name_in_every_language(language: str):
    names = TABLE["relations"][language]
    assert sorted(names) == sorted(TABLE["relations"]["en"])
    for name in names.values():
        forms = [name] if isinstance(name, str) else name
        assert 1 <= len(forms) <= 2
        assert all(form and form == form.strip() and "{" not in form for form in forms)


@pytest.mark.parametrize("language", OTHERS)
@pytest.mark.parametrize("key", [key for key in PHRASES if letters(TABLE[key]["en"])])
def test_no_sentence_is_left_in_english(key: str, language: str):
    same_word = (key, language) in {("no", "es"), ("no", "it")}
    assert (TABLE[key][language] == TABLE[key]["en"]) is same_word


@pytest.mark.parametrize(("language", "script"), [("ko", "가힣"), ("zh", "一鿿"), ("ja", "ぁ鿿"), ("ru", "ая")])
def test_relations_are_in_their_own_script(language: str, script: str):
    for name in TABLE["relations"][language].values():
        for form in [name] if isinstance(name, str) else name:
            assert any(script[0] <= char <= script[1] for char in form), form


@pytest.mark.parametrize("key", PHRASES)
def test_korean_particles_do_not_depend_on_a_filled_in_word(key: str):
    form = TABLE[key]["ko"]
    for _, name, _, _ in string.Formatter().parse(form):
        if name is None:
            continue
        after = form.split("{" + name + "}", 1)[1].lstrip("”)")
        assert not after.startswith(("은 ", "는 ", "이 ", "가 ", "을 ", "를 ", "과 ", "와 ", "로 ", "으로 ", "라고")), (
            form
        )


@pytest.mark.parametrize("key", PHRASES)
def test_french_has_no_break_before_high_punctuation_and_no_elision_before_a_name(key: str):
    form = TABLE[key]["fr"]
    for i, char in enumerate(form):
        if char in ":;?!»":
            assert form[i - 1] == NBSP, form
        if char == "«":
            assert form[i + 1] == NBSP, form
    for bad in ("de {name}", "que {name}", "de {what}", "que {what}", "'"):
        assert bad not in form


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_questions_it_proposes_are_understood(language: str):
    lexicon = Lexicon.load()
    papers, topic = quoted_questions(phrase("help", language, name="Ada Quill", topic="bees"))
    (people,) = quoted_questions(phrase("no_profile_hint", language))
    assert [language_of(question) for question in (papers, topic, people)] == [language] * 3
    assert "paper" in {cue.meaning for cue in lexicon.relations[language].find(plain(papers))}
    asks_who = {cue.meaning for cue in lexicon.wants.find(plain(topic))} | {
        cue.meaning for cue in lexicon.flags["anyone"].find(plain(topic))
    }
    assert asks_who & {"who", "anyone"}
    assert "people" in {cue.meaning for cue in lexicon.intents.find(plain(people))}


FACT = {
    "en": "Ada Quill — advisor: Bo Stone",
    "ko": "Ada Quill — 지도교수: Bo Stone",
    "zh": "Ada Quill — 导师：Bo Stone",
    "ja": "Ada Quill — 指導教員：Bo Stone",
    "de": "Ada Quill – Betreuungsperson: Bo Stone",
    "fr": f"Ada Quill — encadrant(e){NBSP}: Bo Stone",
    "es": "Ada Quill — supervisor(a): Bo Stone",
    "ru": "Ada Quill — научный руководитель: Bo Stone",
    "pt": "Ada Quill — orientador(a): Bo Stone",
    "it": "Ada Quill — relatore o relatrice: Bo Stone",
}
LIST = {
    "en": "Ada Quill — 3 papers:",
    "ko": "Ada Quill — 논문(3):",
    "zh": "Ada Quill — 论文（3）：",
    "ja": "Ada Quill — 論文（3）：",
    "de": "Ada Quill – 3 Publikationen:",
    "fr": f"Ada Quill — 3 publications{NBSP}:",
    "es": "Ada Quill — 3 publicaciones:",
    "ru": "Ada Quill — публикации (3):",
    "pt": "Ada Quill — 3 publicações:",
    "it": "Ada Quill — 3 pubblicazioni:",
}
YES = {
    "en": "Yes. KAIST", "ko": "예. KAIST", "zh": "是的。KAIST", "ja": "はい。KAIST",
    "de": "Ja. KAIST", "fr": "Oui. KAIST", "es": "Sí. KAIST", "ru": "Да. KAIST",
    "pt": "Sim. KAIST", "it": "Sì. KAIST",
}  # fmt: skip
NO = {
    "en": "No. KAIST", "ko": "아니요. KAIST", "zh": "否。KAIST", "ja": "いいえ。KAIST",
    "de": "Nein. KAIST", "fr": "Non. KAIST", "es": "No. KAIST", "ru": "Нет. KAIST",
    "pt": "Não. KAIST", "it": "No. KAIST",
}  # fmt: skip
PUBLISHED = {
    "en": "“Quiet Bees” appeared in ICLR, 2024",
    "ko": "“Quiet Bees”의 발표처: ICLR, 2024",
    "zh": "《Quiet Bees》发表于ICLR, 2024",
    "ja": "「Quiet Bees」の発表先：ICLR, 2024",
    "de": "„Quiet Bees“ erschien in ICLR, 2024",
    "fr": f"«{NBSP}Quiet Bees{NBSP}» a été publié dans ICLR, 2024",
    "es": "«Quiet Bees» se publicó en ICLR, 2024",
    "ru": "Работа «Quiet Bees» опубликована: ICLR, 2024",
    "pt": "“Quiet Bees” foi publicado em ICLR, 2024",
    "it": "«Quiet Bees» è uscito in ICLR, 2024",
}
NOT_STATED = {
    "en": "Ada Quill's profile does not state this: e-mail.",
    "ko": "Ada Quill 님의 프로필에는 이메일 정보가 나와 있지 않습니다.",
    "zh": "Ada Quill的个人资料中没有提到电子邮箱。",
    "ja": "Ada Quillさんのプロフィールにメールアドレスの記載はありません。",
    "de": "Das Profil von Ada Quill macht dazu keine Angabe: E-Mail-Adresse.",
    "fr": f"Ada Quill — le profil ne le précise pas{NBSP}: adresse e-mail.",
    "es": "El perfil de Ada Quill no indica este dato: correo electrónico.",
    "ru": "Ada Quill — в профиле это не указано: электронная почта.",
    "pt": "O perfil de Ada Quill não informa este dado: e-mail.",
    "it": "Il profilo di Ada Quill non riporta questo dato: indirizzo e-mail.",
}
FOUND = {
    "en": "2 people:", "ko": "연구자 2명:", "zh": "2位研究者：", "ja": "研究者2名：",
    "de": "2 Personen:", "fr": f"2 personnes{NBSP}:", "es": "2 personas:", "ru": "Исследователи (2):",
    "pt": "2 pessoas:", "it": "2 persone:",
}  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_exact_sentences(language: str):
    advisor, papers = relation_name("advisor", language, 1), relation_name("paper", language, 3)
    assert phrase("fact", language, name="Ada Quill", what=advisor, values="Bo Stone") == FACT[language]
    assert phrase("fact_list", language, name="Ada Quill", what=papers, count=3) == LIST[language]
    assert phrase("yes", language, rest="KAIST") == YES[language]
    assert phrase("no", language, rest="KAIST") == NO[language]
    assert phrase("published", language, title="Quiet Bees", values="ICLR, 2024") == PUBLISHED[language]
    email = relation_name("email", language, 1)
    assert phrase("not_stated_what", language, name="Ada Quill", what=email) == NOT_STATED[language]
    assert phrase("found", language, count=2, people=phrase("people_word", language)) == FOUND[language]


@pytest.mark.parametrize(
    ("language", "one", "many"),
    [
        ("en", "talk", "talks"),
        ("ko", "강연·발표", "강연·발표"),
        ("zh", "学术报告", "学术报告"),
        ("ja", "講演・発表", "講演・発表"),
        ("de", "Vortrag", "Vorträge"),
        ("fr", "exposé", "exposés"),
        ("es", "ponencia", "ponencias"),
        ("ru", "доклад", "доклады"),
        ("pt", "palestra", "palestras"),
        ("it", "presentazione", "presentazioni"),
    ],
)
def test_relation_names_in_singular_and_plural(language: str, one: str, many: str):
    assert relation_name("talk", language) == one
    assert relation_name("talk", language, 1) == one
    assert relation_name("talk", language, 0) == many
    assert relation_name("talk", language, 2) == many


def test_an_unknown_language_gets_english():
    assert phrase("thanks", "sw") == "You are welcome."
    assert phrase("no", "sw", rest="x") == "No. x"
    assert relation_name("paper", "sw") == "paper"
    assert relation_name("paper", "sw", 2) == "papers"


def test_an_unknown_relation_keeps_its_own_name():
    assert relation_name("hobby", "en") == "hobby"
    assert relation_name("hobby", "de", 2) == "hobby"


def test_braces_in_a_quotation_stay_as_they_are():
    assert phrase("match", "de", name="Ada Quill", values="{x} and {0}") == "Ada Quill: {x} and {0}"
