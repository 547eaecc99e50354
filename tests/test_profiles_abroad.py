"""Pages and records in many languages, in the layouts of their countries, on invented people."""

from __future__ import annotations

import pytest

from qabot.profiles import Profile, make_profile
from qabot.sources.bibtex import read_bibtex
from qabot.sources.fields import is_private
from qabot.sources.json_ import read_json
from qabot.sources.markdown import read_markdown
from qabot.sources.yaml_ import read_yaml


def profile(text: str, name: str = "lind.md") -> Profile:
    return make_profile(name, [read_markdown(name, text)])


def record(text: str) -> Profile:
    return make_profile("lind.yml", [read_yaml("lind.yml", text)])


def posts(found: Profile) -> list[tuple[str, str, str | None, str | None]]:
    return [(p.role, p.organization, p.start, p.end) for p in found.positions]


def studies(found: Profile) -> list[tuple[str, str, str, str | None, str | None]]:
    return [(d.degree, d.field, d.organization, d.start, d.end) for d in found.education]


CHINESE = """
- title: 基本信息
  type: map
  contents:
    - name: 姓名
      value: 林雪
    - name: 手机/微信
      value: "13800000000"
    - name: 邮箱
      value: lin@example.edu.cn

- title: 教育经历
  type: time_table
  contents:
    - title: 博士
      institution: 北海大学 - 冰川系
      year: 2022至今
      description:
        - 导师：白冰 教授

- title: 工作经历
  type: experience
  contents:
    - company: 雪山科技
      role: 算法工程师实习生
      year: 2018 - 2020

- title: 主要科研成果
  type: publications
  contents:
    - title: "Moss on Ice: A Field Guide"
      year: 2025.7
      maindescription: Journal of Moss
    - title: "Ice and Fire"
      venue: ICML
      year: 2024

- title: 获奖经历
  type: list
  contents:
    - 北海大学优秀博士生奖学金，2025
    - 全国冰雪竞赛三等奖，2017

- title: 专业技能
  type: skills
  contents:
    - name: 编程语言
      value: C、C++、Python
"""


def test_a_record_whose_headings_are_chinese():
    found = record(CHINESE)
    assert (found.name, [str(e) for e in found.emails]) == ("林雪", ["lin@example.edu.cn"])
    assert studies(found) == [("博士", "", "北海大学 - 冰川系", "2022", None)]
    assert [str(a) for a in found.advisors] == ["白冰"]
    assert [(*post, p.kind) for post, p in zip(posts(found), found.positions, strict=True)] == [
        ("算法工程师实习生", "雪山科技", "2018", "2020", "internship")
    ]
    assert [(p.title, p.venue, p.year) for p in found.papers] == [
        ("Moss on Ice: A Field Guide", "", 2025),
        ("Ice and Fire", "ICML", 2024),
    ]
    assert [(a.title, a.year) for a in found.awards] == [
        ("北海大学优秀博士生奖学金", 2025),
        ("全国冰雪竞赛三等奖", 2017),
    ]
    assert [str(s) for s in found.skills] == ["C", "C++", "Python"]


def test_a_telephone_number_of_a_record_is_left_out_in_any_language():
    assert "13800000000" not in read_yaml("lind.yml", CHINESE).text
    assert [
        word for word in ("手机/微信", "Telefon", "téléphone", "生年月日", "адрес", "姓名") if is_private(word)
    ] == [*("手机/微信", "Telefon", "téléphone", "生年月日", "адрес")]


def test_the_keys_of_a_record_in_german_and_spanish():
    found = record(
        "name: Ada Lind\nausbildung:\n  - abschluss: Promotion\n    fach: Physik\n    hochschule: Universität Bergen\n"
        "    zeitraum: 2010 - 2014\nberufserfahrung:\n  - stelle: Dozentin\n    arbeitgeber: Hochschule Firn\n"
        "    beginn: 2015\n"
    )
    assert studies(found) == [("Promotion", "Physik", "Universität Bergen", "2010", "2014")]
    assert posts(found) == [("Dozentin", "Hochschule Firn", "2015", None)]
    found = record(
        "nombre: Ana Ruiz\nformación:\n  - título: Doctora en Física\n    universidad: Universidad de Sierra\n"
        "    año: 2014\nexperiencia:\n  - cargo: Profesora titular\n    institución: Universidad del Hielo\n"
        "    periodo: 2015 - 2019\n"
    )
    assert (found.name, posts(found)) == (
        "Ana Ruiz",
        [("Profesora titular", "Universidad del Hielo", "2015", "2019")],
    )
    assert [(d.organization, d.end) for d in found.education] == [("Universidad de Sierra", "2014")]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "我是林雪。我于 2025 年获得 **[北海大学](https://x.cn)** 计算机科学硕士学位，2022 年获得 **[南山大学](https://y.cn)** 学士学位。",
            [("硕士", "计算机科学", "北海大学", None, "2025"), ("学士", "", "南山大学", None, "2022")],
        ),
        (
            "我是林雪。她于2022年在北海大学冰川研究所**白冰**教授团队取得工学博士学位，其博士学位论文获评**北海大学优秀博士学位论文**。",
            [("博士", "", "北海大学冰川研究所", None, "2022")],
        ),
    ],
)
def test_chinese_sentences_with_bold_names_and_spaces(
    text: str, told: list[tuple[str, str, str, str | None, str | None]]
):
    assert studies(profile(text)) == told


def test_who_leads_the_group_of_a_chinese_institute_is_cut_from_its_name():
    found = profile("我是林雪。她于2022年在北海大学冰川研究所**白冰**教授团队取得工学博士学位。")
    assert [str(a) for a in found.advisors] == ["白冰"]


def test_an_employer_that_no_word_of_a_table_tells():
    found = profile("我是林雪。2025 年，我也曾在 **雪峰金融** 担任研究实习生，参与智能系统相关应用研究。")
    assert posts(found) == [("研究实习生", "雪峰金融", "2025", "2025")]
    assert found.current is None


def test_a_school_to_be_entered_is_not_the_present_one():
    found = profile(
        "我是林雪，一名即将进入[南山大学](https://x.cn)的研究生，目前是[北海大学](https://y.cn)地理专业的大四学生。"
    )
    assert found.current and (found.current.role, found.current.organization) == ("大四学生", "北海大学")


def test_japanese_sentences_that_end_in_nouns():
    found = profile(
        "北方大学大学院工学研究科氷河コース修士２年。株式会社ユキの研究インターン生、一般社団法人氷の会のリサーチフェロー。"
    )
    assert [(p.role, p.organization) for p in found.positions] == [
        ("研究インターン生", "株式会社ユキ"),
        ("リサーチフェロー", "一般社団法人氷の会"),
    ]
    assert [d.organization for d in found.education] == ["北方大学大学院工学研究科氷河コース"]


def test_a_year_of_study_is_a_students_post():
    found = profile("私は 雪野 氷子 (ゆきの ひょうこ) です。北方大学工学部の4年生です。指導教員は白井太郎教授です。")
    assert (found.name, found.positions) == ("雪野 氷子", ())
    assert found.current and (found.current.role, found.current.organization) == ("4年生", "北方大学工学部")
    assert [str(a) for a in found.advisors] == ["白井太郎"]


def test_a_scholar_and_a_plan_are_no_names():
    found = profile(
        "北方大学修士課程に在籍しており、学術交流会（ＡＢＣ）奨学生です。南方大学に進学予定です。", "yukino.md"
    )
    assert found.name == "yukino"


def test_a_title_that_asks_who_somebody_is():
    assert profile("---\ntitle: 雪野氷子って誰？\n---\n氷河を研究しています。\n").name == "雪野氷子"


def test_a_name_in_two_scripts_in_the_front_matter():
    found = profile("---\ndisplay_name: 雪野 氷子 (Hyoko Yukino)\n---\n北方大学の学生の雪野氷子です。\n")
    assert {"雪野氷子", "Hyoko Yukino"} <= {*found.names()}


def test_polish_studies_with_labels_below_them():
    found = profile(
        "# Anna Lind\n\n## Wykształcenie\n\n<div><strong>Studia magisterskie</strong> <span>| 26 lutego 2020 – 16 lipca "
        "2021</span></div>\n<ul><li>kierunek: inżynieria lodu</li><li>Wydział Fizyki | Politechnika Firnowa</li>"
        "<li>tytuł pracy: <em>Lód w szumie i wietrze</em></li><li>promotor: prof. dr hab. inż. Bo Berg</li></ul>\n"
    )
    assert [(d.degree, d.field, d.start, d.end, d.thesis) for d in found.education] == [
        ("Studia magisterskie", "inżynieria lodu", "2020-02", "2021-07", "Lód w szumie i wietrze")
    ]
    assert [str(a) for a in found.education[0].advisors] == ["Bo Berg"]


def test_the_thesis_of_a_french_doctorate_below_it():
    found = profile(
        "## Parcours\n\n<dl>\n<dt>sept. 2015–janv. 2018</dt>\n<dd><strong>Doctorat en Mathématiques</strong>, <em>Université "
        "de Neige</em>, Lille, France.<br>Directeur : Bo Berg.<br>\nTitre : <em>Espaces de glace et de vent</em>.</dd>\n</dl>\n"
    )
    assert [(d.field, d.thesis) for d in found.education] == [("Mathématiques", "Espaces de glace et de vent")]
    assert [str(a) for a in found.advisors] == ["Bo Berg"]


def test_a_post_over_where_it_was_held_and_the_tools_used():
    found = profile(
        "Expériences professionnelles\n======\n\n**Ingénieure R&D – Images (HYP)** <span>2026 – présent</span>  \n*NIVEX · "
        "Toulouse*\n\nDéveloppement d'algorithmes.\n\n`Python` `HPC`\n\n---\n\n**Ingénieure Satellite – Sol (END)** "
        "<span>2024 – 2025</span>  \n*Firn Orbits · Toulouse*\n\n`Python` `Flight Software`\n"
    )
    assert posts(found) == [
        ("Ingénieure R&D – Images (HYP)", "NIVEX", "2026", None),
        ("Ingénieure Satellite – Sol (END)", "Firn Orbits", "2024", "2025"),
    ]


def test_an_employer_as_the_heading_over_a_role():
    found = profile("## 经历\n### **华雪指数**\n_数据分析实习生, 2025.03 - 2025.07_\n冰雪研究，因子分析\n")
    assert posts(found) == [("数据分析实习生", "华雪指数", "2025-03", "2025-07")]


def test_an_engineer_of_software_is_one_role():
    found = profile("## Experiencia\n\n### Ingeniera de Software\n**Nivex Inc.**\n\n*Diciembre 2021 – Mayo 2022*\n")
    assert [p.role for p in found.positions] == ["Ingeniera de Software"]


def test_rows_of_a_table_that_go_on_without_a_date():
    found = profile(
        "### Career\n---\n\n| | |\n|---|---|\n| 2019 -- 2023 | **Doctoral Researcher**, Fjord University |\n| | Research "
        "Groups: Ice |\n| 2018 | **Teaching Assistant**, Lake University |\n\n<br>\n### Education\n---\n\n| | |\n|---|---|\n"
        "| 2017 -- 2019 | **M.Sc. Biology**, Fjord University |\n| | Master Thesis: *Moss and Ice at Sea* |\n"
    )
    assert posts(found) == [
        ("Doctoral Researcher", "Fjord University", "2019", "2023"),
        ("Teaching Assistant", "Lake University", "2018", "2018"),
    ]
    assert [(d.degree, d.thesis) for d in found.education] == [("M.Sc.", "Moss and Ice at Sea")]


def test_the_head_and_the_labels_of_a_table_of_skills_are_no_skills():
    found = profile(
        "## Compétences\n\n| Niveau | Technologies |\n|---|---|\n| **Maîtrise** | Python · C |\n| Initié | Rust, Go |\n"
    )
    assert [str(s) for s in found.skills] == ["Python", "C", "Rust", "Go"]


def test_a_long_list_of_interests_in_one_line():
    words = "ледовые щиты, физика снега и фирна, дистанционное зондирование полярных областей, машинное обучение"
    found = profile(
        f"## Научные интересы\n\n{words}, статистика экстремальных событий, численные методы механики, ГИС.\n"
    )
    assert [str(i) for i in found.interests][0::6] == ["ледовые щиты", "ГИС"]


def test_what_a_heading_calls_current_lasts():
    found = profile("# Ада Линд\n\n## Текущие роли\n\n- Профессор кафедры льда Северного университета.\n")
    assert [(p.role, p.current) for p in found.positions] == [("Профессор", True)]


JAPANESE = """
- id: education
  title: 学歴
  items:
    - <strong>博士（理学）</strong>：北方大学理学院氷河学系（2021年9月〜現在）<br>指導教員：Prof. Bo Berg
- id: experience
  title: 職歴
  items:
    - 研究実習生（南方大学, Ice Group, 2018〜2019）
- id: awards
  title: 受賞歴
  items:
    - <a href="https://x.org">ICE2023 最優秀学生発表賞（2023）</a>
- id: skills
  title: 技術スキル
  items:
    - <strong>ツール：</strong>LaTeX, Shell (bash, zsh)
"""


def test_sections_of_lines_of_html():
    found = record(JAPANESE)
    assert studies(found) == [("博士（理学）", "", "北方大学理学院氷河学系", "2021-09", None)]
    assert [str(a) for a in found.advisors] == ["Bo Berg"]
    assert posts(found) == [("研究実習生", "南方大学, Ice Group", "2018", "2019")]
    assert [(a.title, a.year) for a in found.awards] == [("ICE2023 最優秀学生発表賞", 2023)]
    assert [str(s) for s in found.skills] == ["LaTeX", "Shell (bash, zsh)"]


def test_a_french_record_with_a_doctorate_among_the_posts():
    found = record(
        "- title: Informations générales\n  type: map\n  contents:\n    - {name: Nom complet, value: Ada Lind}\n"
        "- title: Expérience\n  type: time_table\n  contents:\n    - title: Doctorat en physique\n      institution: ENS Glace\n"
        "      year: 2023 – 2026\n      description:\n        - 'Directeur de thèse : Professeur Bo Berg'\n"
        "        - 'Thèse soutenue le 2 mai 2026 : Espaces de glace et de vent.'\n"
        "- title: Formation\n  type: time_table\n  contents:\n    - title: M2 Physique des glaces\n"
        "      institution: Université du Firn\n      year: 2021 – 2022\n"
    )
    assert (found.name, found.positions) == ("Ada Lind", ())
    assert studies(found) == [
        ("Doctorat", "physique", "ENS Glace", "2023", "2026"),
        ("M2", "Physique des glaces", "Université du Firn", "2021", "2022"),
    ]
    assert (found.education[0].thesis, [str(a) for a in found.advisors]) == ("Espaces de glace et de vent", ["Bo Berg"])


def test_entries_of_a_list_of_no_family_begin_with_what_they_are_about():
    found = record(
        "cv:\n  name: Ada Lind\n  sections:\n    Education:\n      - {institution: Oslo University, studyType: PhD}\n"
        "    Teaching:\n      - {company: Lake University, position: Physics of Ice, start_date: 2014, end_date: 2015}\n"
    )
    assert [(t.title, t.organization) for t in found.teaching] == [("Physics of Ice", "Lake University")]


def test_a_company_behind_a_dash_in_a_heading():
    found = profile(
        "# Профессиональный опыт\n\n### Senior .NET Developer - Nivex (февраль 2024 - настоящее время)\n\n"
        "- **Backend**: C#, .NET 6\n"
    )
    assert posts(found) == [("Senior .NET Developer", "Nivex", "2024-02", None)]


def test_what_somebody_achieved_is_no_award():
    found = profile(
        "## Achievements\n\n- Best Ice Award, 2020\n- Deployed systems that watch over a thousand glaciers in real time\n"
    )
    assert [a.title for a in found.awards] == ["Best Ice Award"]


def test_a_language_behind_the_name_of_a_file_is_no_part_of_the_handle():
    assert profile("Moro no gelo.\n", "lind.pt.md").names() == ("lind", "Lind")


def read(text: str) -> Profile:
    return make_profile("lind.json", [read_json("lind.json", text)])


def test_keys_that_say_more_than_the_part():
    found = read(
        '{"profile": {"fullName": "Ada Lind", "nativeName": "林冰"}, "academicBackground": [{"degreeName": "PhD", "fieldOfStudy":'
        ' "Physics", "schoolName": "Oslo University", "graduated": "2019", "advisor": {"name": "Bo Berg", "url": "x"}}],'
        ' "employment": {"current": {"role": "Lecturer", "org": "Firn University", "from": "2020"}}, "output": {"journalArticles":'
        ' [{"paperTitle": "Ice at Sea", "authorList": "Lind, A. and Berg, B.", "journalName": "Ice Letters", "publishedYear": 2020}]},'
        ' "honorsAndAwards": [{"awardName": "Moss Prize", "awardedBy": "Moss Fund", "yearAwarded": "2018"}]}'
    )
    assert {"Ada Lind", "林冰"} <= {*found.names()}
    assert studies(found) == [("PhD", "Physics", "Oslo University", None, "2019")]
    assert (posts(found), [str(a) for a in found.advisors]) == (
        [("Lecturer", "Firn University", "2020", None)],
        ["Bo Berg"],
    )
    assert [(p.title, p.authors, p.venue, p.year) for p in found.papers] == [
        ("Ice at Sea", ("A. Lind", "B. Berg"), "Ice Letters", 2020)
    ]
    assert [(a.title, a.organization, a.year) for a in found.awards] == [("Moss Prize", "Moss Fund", 2018)]


def test_keys_without_their_accents_and_in_chinese():
    found = read(
        '{"nombre": "Ana Ruiz", "telefono": "600 000 000", "formacion": [{"titulo": "Doctora en Física", "centro": "Universidad'
        ' del Hielo", "anio": 2010}], "experiencia": [{"puesto": "Profesora", "centro": "Universidad de Sierra", "desde": "2015",'
        ' "hasta": "actualidad"}], "premios": [{"nombre": "Premio Nieve", "año": 2012}]}'
    )
    assert (studies(found), posts(found)) == (
        [("Doctora", "Física", "Universidad del Hielo", None, "2010")],
        [("Profesora", "Universidad de Sierra", "2015", None)],
    )
    assert [(p.current, a.title, a.year) for p, a in zip(found.positions, found.awards, strict=True)] == [
        (True, "Premio Nieve", 2012)
    ]
    found = read(
        '{"基本信息": {"姓名": "林雪", "英文名": "Xue Lin"}, "工作经历": [{"时间": "2015-至今", "单位": "北海大学", "职务": "副教授"}],'
        ' "论文": [{"题目": "海冰与火", "作者": "林雪, 白冰", "期刊": "冰川学报", "年份": "2020"}]}'
    )
    assert {"林雪", "Xue Lin"} <= {*found.names()}
    assert posts(found) == [("副教授", "北海大学", "2015", None)]
    assert [(p.title, p.authors, p.venue, p.year) for p in found.papers] == [
        ("海冰与火", ("林雪", "白冰"), "冰川学报", 2020)
    ]


BIBTEX = """
@inproceedings{a, title = {Ice at Sea}, author = {N. Abel and S. Lind}, booktitle = {Proc. Ice}, year = {2005}}
@inproceedings{b, title = {Snow}, author = {Berg, Bo and Lind, Siri}, booktitle = {Proc. Snow}, year = {2012},
  note = {Best paper award}}
@article{c, title = {Moss}, author = {Dahl, Cy and Lind, Siri and Abel, N.}, journal = {Moss Letters}, year = {2014}, note = {to appear}}
"""


def test_whose_papers_a_file_lists_and_what_their_notes_say():
    found = make_profile("siril.bib", [read_bibtex("siril.bib", BIBTEX)])
    assert found.name == "Siri Lind"
    assert [(p.status, [str(h) for h in p.honours]) for p in found.papers] == [
        ("published", []),
        ("published", ["Best paper award"]),
        ("accepted", []),
    ]


def test_awards_set_apart_in_one_line_and_words_in_chinese():
    found = record(
        "cv:\n  name: 林雪\n  sections:\n    教育经历:\n      - {institution: 北海大学, area: 地理, degree: 博士}\n"
        "    主要荣誉:\n      - bullet: 人民奖学金；优秀团员\n    技能:\n      - {label: 理论, details: 线性代数、概率论}\n"
    )
    assert [a.title for a in found.awards] == ["人民奖学金", "优秀团员"]
    assert [str(s) for s in found.skills] == ["线性代数", "概率论"]


def test_papers_whose_description_is_their_authors():
    found = record(
        "- title: 教育经历\n  contents:\n    - {title: 博士, institution: 北海大学, year: 2022 - 至今}\n- title: 代表性论文\n"
        "  contents:\n    - title: 'Ice: A Guide'\n      institution: ICML 2024\n      year: 2024\n      description:\n"
        "        - 'Xue Lin*, Bo Berg* (*共同一作)'\n"
    )
    assert [(p.title, p.authors, p.venue) for p in found.papers] == [
        ("Ice: A Guide", ("Xue Lin", "Bo Berg"), "ICML 2024")
    ]


def test_a_comma_in_the_brackets_behind_an_institute():
    found = profile("我目前是北海冰川研究所（IGI, CAS）助理研究员。")
    assert found.current and found.current.role == "助理研究员"


def test_a_name_of_another_script_in_an_english_sentence():
    assert "林雪" in profile("Hello, my name is 林雪. I study ice.").names()


def test_a_list_of_the_front_matter_by_its_keys():
    found = profile(
        "---\ntitle: Ada Lind\nproject_experience:\n  - period: 2021年1月 – 2024年3月\n    title: Ice at Sea\n"
        "    organization: Moss Fund\n---\nI study ice.\n"
    )
    assert [(p.title, p.organization, p.start, p.end) for p in found.projects] == [
        ("Ice at Sea", "Moss Fund", "2021-01", "2024-03")
    ]


def test_a_university_of_technology_is_one_name():
    assert studies(profile("我是林雪。我在南山理工大学获得物理学博士学位。")) == [
        ("博士", "物理学", "南山理工大学", None, None)
    ]


def test_a_degree_in_the_place_of_a_role_is_no_post():
    found = profile("---\ntitle: 林雪\nrole: 工学硕士\norganizations:\n  - name: 北海研究中心\n---\n我研究冰。\n")
    assert found.positions == ()


def test_languages_with_their_dialects_in_brackets():
    found = profile("## 语言\n\n- 中文（普通话，母语）\n- 英语（流利）\n")
    assert [str(v) for v in found.languages] == ["中文（普通话，母语）", "英语（流利）"]


def test_what_an_advisor_is_stands_before_the_name():
    found = profile("我是林雪。我在北海大学获得博士学位，导师为国家杰出青年基金获得者白冰教授。")
    assert [str(a) for a in found.advisors] == ["白冰"]


def test_a_description_that_says_whose_page_it_is():
    assert profile("---\ndescription: 林雪的个人学术主页。\n---\n我研究冰。\n").name == "林雪"


def test_letters_that_are_part_of_an_employers_name():
    found = profile("我是林雪。我目前在 **雪峰可灵 AI** 担任算法实习生，从事视频研究。")
    assert found.current and (found.current.role, found.current.organization) == ("算法实习生", "雪峰可灵 AI")
