"""Names: single ones, lists of authors in every style, and whose page it is."""

from pathlib import Path

import pytest

from qabot import read_profile
from qabot.profiles import make_profile
from qabot.profiles.name_lists import read_names
from qabot.profiles.names import read_handle
from qabot.profiles.persons import is_name, same_person, strip_titles
from qabot.sources.bibtex import read_bibtex
from qabot.sources.json_ import read_json
from qabot.sources.latex import read_latex
from qabot.sources.markdown import read_markdown


def authors(text: str) -> list[str]:
    return [name.text for name in read_names(text, 0, len(text)).names]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ada Lind, Bo Berg, and Cy Dahl. A Title of Some Length. In X", ["Ada Lind", "Bo Berg", "Cy Dahl"]),
        ("Lind, A., Berg, B. C., & Dahl, C. (2020). A title", ["Lind, A.", "Berg, B. C.", "Dahl, C."]),
        ("Lind, Ada, Bo Berg and Cy Dahl, Jr. 2020. A title", ["Lind, Ada", "Bo Berg", "Cy Dahl, Jr."]),
        ("Lind, Ada and Berg, Bo and Dahl, Cy", ["Lind, Ada", "Berg, Bo", "Dahl, Cy"]),
        ("Lind A, Berg BC, Dahl C. A title. Journal. 2020", ["Lind A", "Berg BC", "Dahl C"]),
        ("A.Lind, B.Berg, C.Dahl, “A title”", ["A.Lind", "B.Berg", "C.Dahl"]),
        ("Ada Lind*, Bo Berg†, Cy Dahl1,2, Di Ek^3", ["Ada Lind", "Bo Berg", "Cy Dahl", "Di Ek"]),
        ("Ada Lind *, Bo van der Berg † , and Cy Dahl.", ["Ada Lind", "Bo van der Berg", "Cy Dahl"]),
        ("Ada Lind, Bo Berg, et al. A title", ["Ada Lind", "Bo Berg"]),
        ("林小雨，王大海，赵明*", ["林小雨", "王大海", "赵明"]),
        ("김하늘, 박바다, 이산", ["김하늘", "박바다", "이산"]),
        ("Линд А.А., Берг Б.Б. Название статьи // Журнал", ["Линд А.А.", "Берг Б.Б."]),
        ("Wei Lin (林伟), Bo Berg", ["Wei Lin", "Bo Berg"]),
        ("W.-H. Ip, Y.-D. Lind, et al.", ["W.-H. Ip", "Y.-D. Lind"]),
    ],
)
def test_lists_of_authors(text: str, expected: list[str]):
    assert authors(text) == expected


@pytest.mark.parametrize(
    "text", ["Deep Learning for Vision, Language and Robots", "Scale Models of Rivers", "2020, 2021"]
)
def test_phrases_that_are_no_authors(text: str):
    assert authors(text) == []


def test_each_name_is_where_it_says():
    text = "By Ada Lind, Bo Berg and Cy Dahl: On tides"
    assert [text[n.start : n.end] for n in read_names(text, 0, len(text)).names] == ["Ada Lind", "Bo Berg", "Cy Dahl"]


def test_titles_and_forms():
    assert strip_titles("Prof. Dr. Ada Lind, Ph.D.") == "Ada Lind"
    assert strip_titles("林小雨教授") == "林小雨"
    assert is_name("Ada van der Lind") and not is_name("University Press") and not is_name("Ada Lind. Prior")
    assert same_person("Lind, A.", "Ada Lind") and same_person("A. B. Lind", "Ada Lind")
    assert not same_person("Ada Lind", "Bo Lind") and not same_person("Ada Lind", "Ada Berg")


@pytest.mark.parametrize(
    ("page", "file", "name", "name_from"),
    [
        ("---\ntitle: Ada Lind\n---\nHello.", "x.md", "Ada Lind", "text"),
        ("---\ntitle: Welcome to Ada Lind's homepage\n---\nHello.", "x.md", "Ada Lind", "text"),
        ("# Dr. Ada Lind (林爱达)\n\nHello.", "x.md", "Ada Lind", "text"),
        ("ADA LIND\n\nSome Town\n", "x.md", "Ada Lind", "text"),
        ("# About Me\n\nMy name is Ada Lind. I like rivers very much indeed.", "x.md", "Ada Lind", "text"),
        ("Hi, I'm Ada Lind, a postdoc at Some University in the north.", "x.md", "Ada Lind", "text"),
        ("林小雨，某市大学在读博士生，主要研究方向包括河流与湖泊的长期变化。", "x.md", "林小雨", "text"),
        ("# Vita\n\n## Education\n\n- BSc, Some University, 2001", "ada-lind.md", "Ada Lind", "file name"),
        (
            "# Vita\n\n## Education\n\n- BSc, Some University, 2001",
            "river42__river42.github.io.md",
            "river42",
            "handle",
        ),
        ("# About\n\nEmail: ada.lind@some.edu", "adalind__adalind.github.io.md", "Ada Lind", "handle"),
    ],
)
def test_whose_page_it_is(page: str, file: str, name: str, name_from: str):
    profile = make_profile(file, [read_markdown(file, page)])
    assert (profile.name, profile.name_from) == (name, name_from)


def test_other_spellings_are_aliases():
    page = (
        "# Ada Lind (林爱达)\n\n## Publications\n\n- **A. Lind**, B. Berg. On the tides of small lakes. "
        "Limnology, 2020.\n"
    )
    page += "- B. Berg, **A. Lind**. On the tides of large lakes. Limnology, 2021.\n"
    profile = make_profile("adal__adal.github.io.md", [read_markdown("adal__adal.github.io.md", page)])
    assert {"林爱达", "A. Lind", "adal"} <= {alias.text for alias in profile.aliases}


@pytest.mark.parametrize(
    ("page", "file", "name", "aliases"),
    [
        ("# Ada (Adi) Lind\n\nI study ice.", "x.md", "Ada Lind", ["Adi Lind"]),
        ('# Ada "Adi" Lind\n\nI study ice.', "x.md", "Ada Lind", ["Adi Lind"]),
        (
            "## Publications\n\n- Lind AM, Berg B. The depth of old ice. Journal of Ice. 2019.\n- Lind AM, Dahl C. The width "
            "of new ice. Journal of Ice. 2020.\n- Lind AM. Snow again. Journal of Snow. 2021.\n\nada.m.lind@north.org",
            "x.md",
            "Ada Lind",
            ["Lind AM"],
        ),
        (
            "## Publications\n\n- Lind AM, Berg B. The depth of old ice. Journal of Ice. 2019.\n- Lind AM, Dahl C. The width "
            "of new ice. Journal of Ice. 2020.\n- Lind AM. Snow again. Journal of Snow. 2021.\n\nbo.lind@north.org",
            "x.md",
            "Lind AM",
            [],
        ),
    ],
)
def test_other_given_names(page: str, file: str, name: str, aliases: list[str]):
    profile = make_profile(file, [read_markdown(file, page)])
    assert profile.name == name
    assert [alias.text for alias in profile.aliases if alias.text != "x"] == aliases


@pytest.mark.parametrize(
    ("header", "name"),
    [
        (r"\header{ada maria}{lind}{geologist}", "Ada Maria Lind"),
        (r"\header{Ada}{Lind}{}", "Ada Lind"),
        (r"\header{Ada Lind}{Oslo}{}", "Ada Lind"),
    ],
)
def test_a_name_in_two_arguments(header: str, name: str):
    page = rf"\documentclass{{cv}}\begin{{document}}{header}\section{{Experience}}Postdoc, North University, 2019\end{{document}}"
    assert make_profile("x.tex", [read_latex("x.tex", page)]).name == name


def test_a_preferred_name_is_an_alias():
    page = '{"basics": {"name": "Ada Lind", "preferred name": "Adi (Ada) Lind", "email": "a@north.org"}}'
    profile = make_profile("x.json", [read_json("x.json", page)])
    assert (profile.name, [alias.text for alias in profile.aliases if alias.text != "x"]) == ("Ada Lind", ["Adi Lind"])


def test_the_author_of_the_only_entry():
    page = "@MastersThesis{x, author = {Van Der Lind, Ada}, title = {The depth of old ice}, school = {North}, year = {2020}}"
    assert make_profile("adalind.bib", [read_bibtex("adalind.bib", page)]).name == "Ada Van Der Lind"


@pytest.mark.parametrize(
    ("path", "handle"),
    [
        ("adal__adal.github.io.zh.md", "adal"),
        ("mirrors__adalind.github.io.md", "adalind"),  # a copy of her site under another's account
        ("adal__academicpages.github.io.md", "adal"),  # a template under its own name
        ("adal__Academic-CV.tex", "adal"),
    ],
)
def test_the_handle_is_the_site_or_its_owner(path, handle):
    assert read_handle(path, []) == handle


def test_the_file_of_a_link_to_a_cv_tells_the_owner(tmp_path: Path) -> None:
    path = tmp_path / "xqz__xqz.github.io.md"
    path.write_text('An up-to-date CV is <a href="/assets/AbelJanders_CV_2022.pdf">here</a>. I study ice.\n')
    assert read_profile(path).name == "Abel Janders"
    path.write_text(
        "I study snow. [My résumé](https://a.org/Inayat_Ullrich__CV.pdf) and [a poster](/files/Ice_Poster.pdf).\n"
    )
    assert read_profile(path).name == "Inayat Ullrich"
    path.write_text("I study snow. [Poster](/files/Bo_Berg_Poster.pdf)\n")
    assert read_profile(path).name == "xqz"


def test_the_fullest_form_that_fits_the_handle(tmp_path: Path) -> None:
    path = tmp_path / "YuanYue-git__YuanYue-git.github.io.md"
    path.write_text(
        "我目前是大三学生。[我的简历(PDF)](https://a.dev/%E7%AE%80%E5%8E%86_%E8%A2%81%E6%9C%88_2025.pdf)\n\n## Publications\n\n"
        "- Hu, Y.; Wu, H.; **Yue, Y.**; Zhao, H. Loud ice. Actuators 2024, 13, 262.\n"
        "- Hu, Y.; **Yue, Y.** Quiet ice. Actuators 2023, 12, 2.\n\nYuan Yue, Andrea Vergaro, Shuji Tanabe\n\n黄虎；袁月；黄雅\n"
    )
    found = read_profile(path)
    assert (found.name, found.name_from) == ("Yuan Yue", "text")
    assert "袁月" in [alias.text for alias in found.aliases]


def test_a_name_told_by_the_handle_and_the_lists_of_authors(tmp_path: Path) -> None:
    path = tmp_path / "0emerald__0emerald.github.io.md"
    path.write_text(
        "[Loud ice](https://a.org) Emerald Dilwood, Ed Berg\n\n[Quiet ice](https://b.org) Emerald Dilwood, Bo Ray\n"
    )
    assert read_profile(path).name == "Emerald Dilwood"


def test_names_in_brackets_behind_a_handle(tmp_path: Path) -> None:
    path = tmp_path / "page.md"
    path.write_text("Hello, I am JamesNULL (Yanchen Liu, 刘彦辰). I study ice.\n")
    found = read_profile(path)
    assert (found.name, [alias.text for alias in found.aliases]) == ("Yanchen Liu", ["刘彦辰"])


@pytest.mark.parametrize(
    ("head", "top"),
    [
        ('<meta name="description" content="Research interests and achievements of Wang Yifen">', ""),
        ('<meta property="og:title" content="Wang Yifen | Snow">', ""),
        ("", '<nav><a class="navbar-brand" aria-label="Wang Yifen" href="/"><img src="logo.png"></a></nav>'),
    ],
)
def test_names_that_no_reader_sees(tmp_path: Path, head: str, top: str) -> None:
    path = tmp_path / "itq.html"
    path.write_text(
        f"<html><head><title>Home</title>{head}</head><body>{top}<p>I study ice at Fern College.</p></body></html>"
    )
    assert read_profile(path).name == "Wang Yifen"


def test_the_author_above_a_page_and_a_korean_subject(tmp_path: Path) -> None:
    path = tmp_path / "pqr.md"
    path.write_text("Title: Bio\nCategory: Bio\nAuthors: Pablo Berg-Ruiz\n\n## Early years\n\nI was born by the sea.\n")
    assert read_profile(path).name == "Pablo Berg-Ruiz"
    path.write_text("## 소개\n\n**이동하 박사**는 북방대학교 건설환경공학부에서 학사 및 박사학위를 받았습니다.\n")
    assert read_profile(path).name == "이동하"


@pytest.mark.parametrize(
    ("field", "name"),
    [
        ("name: スミス 太郎", "スミス 太郎"),
        ("name: 陳 Mary", "陳 Mary"),
        ("name: ほげ ふが", "ほげ ふが"),
        ("site_title: 田中 太郎", "田中 太郎"),
        ("title: 田中 太郎のページ", "田中 太郎"),
        ("title: 林明浩 Mira", "林明浩"),
        ("title: 機械学習 Python", "abc12"),
        ("name: 計算機 研究室", "abc12"),
    ],
)
def test_unusual_names_in_the_front_matter(tmp_path: Path, field: str, name: str) -> None:
    path = tmp_path / "abc12.md"
    path.write_text(f"---\n{field}\n---\n\n## 研究\n\n- 雪\n", encoding="utf-8")
    assert read_profile(path).name == name


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Will Thornby", "Will Thornby"),
        ("Jan Willem van Dort", "Jan Willem van Dort"),
        ("Amy Small", "Amy Small"),
        ("Tove West", "Tove West"),
        ("Research Summer", "x1"),
        ("Best Paper", "x1"),
    ],
)
def test_names_of_ordinary_words_in_the_title(title: str, name: str) -> None:
    page = read_markdown("x1.md", f"# {title}\n\nI am a postdoc at Oslo University.\n")
    assert make_profile("x1.md", [page]).name == name
