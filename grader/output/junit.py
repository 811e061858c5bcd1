"""`--format junit`: what build servers draw; a suite a file, a case a criterion."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from xml.etree import ElementTree as ET

from grader.language import N_, say
from grader.output import words
from grader.output.row import Row
from grader.report import Report
from grader.rubric.loaded import LoadedRubric

# What XML 1.0 has no way to write, also not as a number.
_UNWRITABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write(loaded: LoadedRubric, rows: Sequence[Row], language: str) -> str:
    """The whole document. A level of start fails its case, what is not decided yet is skipped."""
    return document(loaded.rubric.id, [(loaded, row) for row in rows], language)


def document(name: str, rows: Iterable[tuple[LoadedRubric, Row]], language: str) -> str:
    """The same of rows that were graded under different versions of a rubric."""
    root = ET.Element("testsuites", name=_plain(name))
    for loaded, row in rows:
        suite = ET.SubElement(root, "testsuite", name=_plain(row.file), time=f"{row.seconds or 0:.3f}")
        if row.report is None:
            case = ET.SubElement(suite, "testcase", classname=_plain(row.file), name="read")
            ET.SubElement(case, "error", type=row.reason or row.status, message=_plain(row.text or ""))
        else:
            _criteria(suite, loaded, row, row.report, language)
        _count(suite)
    ET.indent(root)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def _criteria(suite: ET.Element, loaded: LoadedRubric, row: Row, report: Report, language: str) -> None:
    for gate in report.gates:
        case = ET.SubElement(suite, "testcase", classname=_plain(row.file), name=f"gate {gate.check}")
        if not gate.holds:
            ET.SubElement(case, "failure", type="gate", message=say(N_("This gate is not met yet."), language))
    for criterion in loaded.rubric.criteria:
        result = report.result(criterion.id)
        case = ET.SubElement(suite, "testcase", classname=_plain(row.file), name=criterion.id)
        message = f"{criterion.title.say(language)}: {words.level(result, language)}"
        if result.level == "start":
            ET.SubElement(case, "failure", type="start", message=_plain(message))
        elif result.level not in {"good", "great"}:
            ET.SubElement(case, "skipped", message=_plain(message))


def _count(suite: ET.Element) -> None:
    for name, tag in (("tests", "testcase"), ("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
        suite.set(name, str(sum(1 for _ in suite.iter(tag))))


def _plain(text: str) -> str:
    return _UNWRITABLE.sub("\ufffd", text)
