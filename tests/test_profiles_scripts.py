"""What vitae in Chinese, Japanese, Korean and European languages tell, in variants on invented people."""

from __future__ import annotations

import pytest

from qabot.profiles import Profile, make_profile
from qabot.profiles.dates import read_dates
from qabot.profiles.heading_kinds import heading_kind
from qabot.profiles.tables import simplified
from qabot.sources.html import read_html
from qabot.sources.markdown import read_markdown


def profile(text: str) -> Profile:
    return make_profile("ada-lind.md", [read_markdown("ada-lind.md", text)])


def posts(found: Profile) -> list[tuple[str, str, str | None, str | None]]:
    return [(p.role, p.organization, p.start, p.end) for p in found.positions]


@pytest.mark.parametrize("now", ["現在に至る", "現在まで", "現在", "至目前", "现在为止"])
def test_words_for_the_present(now: str):
    date = read_dates(f"2014年4月〜{now}：雪川大学")[0]
    assert (date.start, date.end, date.current, date.stop) == ("2014-04", None, True, 8 + len(now))


def test_a_post_that_lasts_until_the_present():
    found = profile("# 山野 雪\n\n## 現職\n\n- 2014年4月〜現在に至る：雪川大学 商学部 専任教授\n")
    assert posts(found) == [("専任教授", "雪川大学 商学部", "2014-04", None)]
    assert found.positions[0].current


def test_a_wide_at_sign_parts_role_and_place():
    found = profile("# 山野 雪\n\n## 現職\n\n- Ada E. Lind Postdoctoral Fellow ＠ 雪川大学（２０２４年９月１日～）\n")
    assert posts(found) == [("Ada E. Lind Postdoctoral Fellow", "雪川大学", "2024-09", None)]


@pytest.mark.parametrize(
    ("labels", "expected"),
    [
        (("单位", "时间"), ("研究实习生", "雪川大学 Ice Group", "2022-12", "2023-02")),
        (("實習單位", "時間"), ("研究实习生", "雪川大学 Ice Group", "2022-12", "2023-02")),
        (("所属", "期間"), ("研究实习生", "雪川大学 Ice Group", "2022-12", "2023-02")),
    ],
)
def test_labels_before_the_place_and_time_of_a_post(labels: tuple[str, str], expected: tuple[str, str, str, str]):
    text = f"# 林某\n\n## 实习经历\n\n1. **研究实习生**\n   {labels[0]}：雪川大学 Ice Group\n   {labels[1]}：2022.12 至 2023.02\n"
    assert posts(profile(text)) == [expected]


def test_a_unit_between_school_and_role():
    found = profile(
        "# 山野 雪\n\n## 職歴\n\n- 2017年10月 - 2022年3月：雪川大学 大学院工学研究科 電気系専攻 氷情報分野 助教\n"
    )
    assert posts(found) == [("助教", "雪川大学 大学院工学研究科 電気系専攻 氷情報分野", "2017-10", "2022-03")]


@pytest.mark.parametrize("role", ["助教", "学生"])
def test_a_role_right_below_the_name_is_no_heading(role: str):
    body = (
        f"<h3>山野　雪</h3><p>{role}</p><p>雪川大学<br>大学院工学研究科</p><h4>業績</h4><ul><li>氷の本，2020.</li></ul>"
    )
    found = make_profile("yamano.html", [read_html("yamano.html", body)])
    assert (found.teaching, found.students) == ((), ())
    assert found.current is not None and found.current.role == role


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("分担執筆", "papers"),
        ("競争的資金ほか", "grants"),
        ("プロフェッショナル・サービス", "service"),
        ("アルバイト", "positions"),
        ("研究興味", "interests"),
        ("學術活動", "service"),
        ("專長領域", "interests"),
        ("獲獎紀錄", "awards"),
        ("指導學生", "students"),
        ("國科會計畫", "projects"),
        ("學術背景", "education"),
        ("荣誉与奖项", "awards"),
        ("最新进展", "news"),
        ("연구업적", "papers"),
        ("봉사활동", "service"),
        ("Технологический стек", "skills"),
        ("Arbeitsschwerpunkte", "interests"),
        ("Jurys de thèse", "service"),
        ("Actes de conférences", "papers"),
        ("Cursos impartidos", "teaching"),
        ("Trabalhos completos publicados em anais de congressos", "papers"),
        ("Projetos de pesquisa", "projects"),
        ("Participação em bancas", "service"),
        ("Premi e riconoscimenti", "awards"),
        ("Umiejętności", "skills"),
        ("Öğrenciler", "students"),
    ],
)
def test_headings_of_many_languages(title: str, kind: str):
    assert heading_kind(title, whole=True) == kind


def test_traditional_characters_have_one_simplified_form_each():
    assert simplified("獲獎紀錄") == "获奖纪录"
    assert simplified("Ice") == "Ice"
    assert len(simplified("專長為統計物理")) == len("專長為統計物理")
