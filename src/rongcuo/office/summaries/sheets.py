"""The summary as a spreadsheet: figures, tables, steps, checks, and the definitions on a sheet of their own."""

import io
from collections.abc import Callable, Sequence
from datetime import datetime

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from rongcuo.casefile.labels import Labels
from rongcuo.office.summaries.answers import CHECKED
from rongcuo.office.summaries.gathering import Gathered
from rongcuo.office.summaries.naming import COLUMNS, DIMENSIONS, Naming
from rongcuo.reports import publication
from rongcuo.reports.figures import FIGURES, OUTCOMES, RATIOS, SECTIONS
from rongcuo.reports.summary import Summary

WITHHELD = "*"
"""In the published version: a number too small to be told."""

_Cell = str | int | float | None


def workbook(gathered: Gathered, law: Labels, *, public: bool = False) -> bytes:
    """The bytes of an .xlsx, the same every time; ``public`` for the version with small numbers withheld."""
    written = io.BytesIO()
    # Texts are written as texts whatever they begin with: none becomes a formula, a link or a number.
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with Workbook(written, options) as book:
        book.set_properties(
            {"title": f"{gathered.year}年度容错免责情况汇总", "created": datetime(gathered.year, 12, 31)}  # noqa: DTZ001
        )
        sheets: Sequence[tuple[str, Callable[[Gathered, Labels, bool], Sequence[Sequence[_Cell]]]]] = (
            ("指标", _figures), ("决定结果", _tables), ("办理用时", _steps), ("核对", _checks),
            ("指标说明", _definitions),
        )  # fmt: skip
        for name, rows in sheets:
            if not (public and name in ("核对", "办理用时")):
                _fill(book, book.add_worksheet(name), rows(gathered, law, public))
    return written.getvalue()


def _fill(book: Workbook, sheet: Worksheet, rows: Sequence[Sequence[_Cell]]) -> None:
    bold, wrapped = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
    sheet.set_column(0, 0, 28)
    sheet.set_column(1, 8, 14)
    for number, row in enumerate(rows):
        for column, value in enumerate(row):
            form = bold if number == 0 else wrapped
            if isinstance(value, str):
                sheet.write_string(number, column, value, form)
            elif value is not None:
                sheet.write_number(number, column, value, form)
    sheet.freeze_panes(1, 0)


def _figures(gathered: Gathered, _: Labels, public: bool) -> Sequence[Sequence[_Cell]]:
    summary, before = gathered.summary, gathered.before
    now = publication.figures(summary) if public else {name: summary.value(name) for name in FIGURES}
    then = publication.figures(before) if public else {name: before.value(name) for name in FIGURES}
    rows: list[Sequence[_Cell]] = [("指标", "类别", "单位", f"{gathered.year}年", f"{gathered.year - 1}年", "依据")]
    for figure in FIGURES.values():
        section = SECTIONS[figure.section]["label"]
        rows.append(
            (figure.label, section, figure.unit, _shown(now[figure.id]), _shown(then[figure.id]), figure.clause)
        )
    for ratio in RATIOS.values():
        shares = [_share(each, ratio.id, public) for each in (summary, before)]
        rows.append((ratio.label, SECTIONS[ratio.section]["label"], "%", *shares, None))
    return rows


def _share(summary: Summary, ratio: str, public: bool) -> _Cell:
    parts = publication.share(summary, ratio) if public else summary.share(ratio)
    if parts is None:
        return WITHHELD
    numerator, denominator = parts
    return round(numerator * 100 / denominator, 1) if denominator else None


def _tables(gathered: Gathered, law: Labels, public: bool) -> Sequence[Sequence[_Cell]]:
    naming, summary = Naming(gathered, law), gathered.summary
    rows: list[Sequence[_Cell]] = [("分类", *(COLUMNS[name] for name in OUTCOMES))]
    for by, label in DIMENSIONS.items():
        rows.append((f"按{label}",))
        plain = {key: {name: row[name].files for name in OUTCOMES} for key, row in summary.tables[by].items()}
        found = publication.table(summary, by) if public else plain
        rows += [
            (naming.key(by, key), *(_shown(found[key][name]) for name in OUTCOMES)) for key in naming.order(by, found)
        ]
    return rows


def _steps(gathered: Gathered, _: Labels, public: bool) -> Sequence[Sequence[_Cell]]:
    del public
    head = ("环节", "次数", "中位数（工作日）", "第90百分位（工作日）", "最长（工作日）")
    found = gathered.summary.steps
    return [head, *((each.step.label, each.count, each.median, each.at(0.9), each.longest) for each in found)]


def _checks(gathered: Gathered, _: Labels, public: bool) -> Sequence[Sequence[_Cell]]:
    del public
    rows = [
        (CHECKED[each.id], each.left, each.right, "相等" if each.holds else "不相等")
        for each in gathered.summary.checks
    ]
    return [("核对", "左", "右", "结果"), *rows]


def _definitions(_: Gathered, __: Labels, public: bool) -> Sequence[Sequence[_Cell]]:
    rows: list[Sequence[_Cell]] = [("指标", "单位", "口径", "依据")]
    rows += [(figure.label, figure.unit, figure.definition, figure.clause) for figure in FIGURES.values()]
    rows += [(ratio.label, "%", ratio.definition, None) for ratio in RATIOS.values()]
    if public:
        rows.append(
            (WITHHELD, None, f"小于{publication.LEAST}或者可以据以推算的数字，为防止识别个人，不予公布。", None)
        )
    return rows


def _shown(value: int | None) -> _Cell:
    return WITHHELD if value is None else value
