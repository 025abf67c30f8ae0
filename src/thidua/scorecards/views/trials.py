"""A table tried out on two invented units, as one writes."""

from typing import Any

from django.core.exceptions import ValidationError
from django.forms import Select
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from thidua.common.http.routes import ActorRequest
from thidua.common.language import page_language
from thidua.scorecards.facts.trials import invented_units, try_out
from thidua.scorecards.forms.cards import AnswerField
from thidua.scorecards.models import Scheme
from thidua.scorecards.queries.questions import asked_items, names_of
from thidua.scorecards.queries.tables import read_to_try


def try_scheme(request: ActorRequest, scheme: Scheme) -> HttpResponse:
    """Two invented units answer, and every number shows how it arose; nothing is kept."""
    table, problems = read_to_try(scheme.document)
    assert table is not None
    units = invented_units()
    given = request.POST if request.method == "POST" else request.GET
    answers: dict[str, dict[str, Any]] = {unit: {} for unit in units}
    rows: list[dict[str, Any]] = []
    asked: set[str] = set()
    for item in asked_items(table):
        questions = []
        for name in names_of(table, item):
            if name in asked:
                continue
            asked.add(name)
            field = AnswerField(table.inputs[name], label=table.inputs[name].label or name)
            cells = []
            for at, unit in enumerate(units):
                key = f"u{at}.{name}"
                text = given.get(key, "")
                error = ""
                try:
                    answers[unit][name] = field.clean(text)
                except ValidationError as problem:
                    error = problem.messages[0]
                label = _("%(what)s, %(unit)s") % {"what": field.label, "unit": unit}
                kind = "form-select" if isinstance(field.widget, Select) else "form-control"
                attributes = {"aria-label": label, "id": f"id-{at}-{name}", "class": f"{kind} tds-trial-field"}
                cells.append((field.widget.render(key, text, attributes), error, unit))
            questions.append((field.label, cells))
        rows.append({"item": item, "questions": questions})
    context = {
        "scheme": scheme,
        "cycle": scheme.cycle,
        "units": units,
        "rows": rows,
        "problems": problems,
        "trial": try_out(table, answers, page_language()),
    }
    return render(request, "scorecards/trial.html", context)
