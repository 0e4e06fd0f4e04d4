"""The blank questions, to be filled in at a staff meeting: nobody's answers are in them."""

import json

from dialogs.papers.naming import file_name
from dialogs.saying import KNOWERS, LEVELS
from dialogs.screen import Paper
from dialogs.turn import Turn
from neambition.framework import Framework
from neambition.store.schools import School


def questions(turn: Turn, school: School, framework: Framework) -> Paper:
    facts = {
        "school": school.full,
        "label": framework.label,
        "sources": framework.sources,
        "started": framework.started,
        "test": framework.test_for_fully,
        "levels": list(LEVELS.values()),
        "benchmarks": [
            {
                "number": benchmark.number,
                "title": benchmark.title,
                "opening": benchmark.opening,
                "statements": [
                    {
                        "id": s.id,
                        "text": s.text,
                        "mostly": s.mostly,
                        "fully": s.fully,
                        "knows": KNOWERS[s.knows_best],
                        "unless": s.applies_unless or "",
                    }
                    for s in benchmark.statements
                ],
            }
            for benchmark in framework.benchmarks
        ],
    }
    name = file_name(school.name, "questions", turn.local.date(), "pdf")
    return Paper(name, "questions", json.dumps(facts))
