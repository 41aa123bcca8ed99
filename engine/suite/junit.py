"""The verdicts of a suite as JUnit XML, which every build server reads."""

from collections.abc import Sequence
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from dsl.harmless import harmless, harmless_name
from engine.suite.scenario import Verdict


def junit(verdicts: Sequence[Verdict], seconds: Sequence[float]) -> str:
    """The XML of one suite: a test case for each scenario, its file and document as its class."""
    failed = [verdict for verdict in verdicts if not verdict.passed]
    counts = {"tests": str(len(verdicts)), "failures": str(len(failed)), "errors": "0", "time": f"{sum(seconds):.3f}"}
    suites = Element("testsuites", counts)
    suite = SubElement(suites, "testsuite", {"name": "opposable", "skipped": "0", **counts})
    for verdict, time in zip(verdicts, seconds, strict=True):
        scenario = verdict.scenario
        case = SubElement(
            suite,
            "testcase",
            {
                "name": harmless(f"{scenario.title.name} [{scenario.question}]"),
                "classname": scenario.document,
                "file": harmless_name(scenario.place.file),
                "line": str(scenario.place.line),
                "time": f"{time:.3f}",
            },
        )
        if not verdict.passed:
            failure = SubElement(case, "failure", {"message": harmless(verdict.differences[0])})
            failure.text = harmless("\n".join(verdict.differences))
    indent(suites)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(suites, encoding="unicode") + "\n"
