"""Pages of the importer: choose, upload, preview, answer, apply, undo; and the tables that go out."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.common import clock
from thidua.common.components.pages import Effect
from thidua.common.components.texts import file_size
from thidua.common.http.asked import how_many
from thidua.common.http.routes import ActorRequest
from thidua.common.models import ImportRun, ImportState
from thidua.common.tables import asking, queries
from thidua.common.tables.errors import ImportStateError, WorkbookError
from thidua.common.tables.forms import TableForm, UndoForm, WorkbookForm
from thidua.common.tables.kinds import ImportTarget, import_kinds
from thidua.common.tables.memory import collector_at_rest
from thidua.common.tables.plans import Action
from thidua.common.tables.policies import find_import_target, may_import
from thidua.common.tables.reading import load_rows
from thidua.common.tables.words import action_mark
from thidua.common.tables.writing import write_table, write_template

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_FIRST_SHOWN = 50


def show_imports(request: ActorRequest) -> HttpResponse:
    """Every table the actor may bring in, and where."""
    groups = []
    for kind in import_kinds():
        targets = [ImportTarget(kind, subject) for subject in kind.subjects(request.actor)]
        allowed = [target for target in targets if may_import(request.actor, target)]
        if allowed:
            groups.append({"label": kind.label(), "targets": allowed})
    return render(request, "common/tables/imports.html", {"groups": groups})


def upload(request: ActorRequest, target: ImportTarget) -> HttpResponse:
    """Choose a file; then its preview."""
    kind_of_form = TableForm if target.kind.takes_csv else WorkbookForm
    form = kind_of_form(request.POST, request.FILES) if request.method == "POST" else kind_of_form()
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            run = asking.bring_in(
                actor=request.actor, target=target, file_name=file.name, data=file.read(), now=clock.now()
            )
        except WorkbookError as error:
            form.add_error("file", error.message)
        else:
            return redirect("import_run", pk=run.pk)
    context = {
        "form": form,
        "target": target,
        "back_url": target.kind.back_url(target.subject),
        "columns": target.kind.layout.columns,
        "large": file_size(asking.LARGE_FILE),
        "reads_also": target.kind.reads_also() if target.kind.reads_also is not None else "",
        "runs": queries.recent_runs(target.kind.kind, [target.subject.pk], 10),
    }
    return render(request, "common/tables/upload.html", context)


def show_run(request: ActorRequest, run: ImportRun) -> HttpResponse:
    """What would happen or did happen, row by row; what needs a person first. How far it is while a worker has it."""
    if run.is_under_way or run.state == ImportState.REFUSED:
        return _render_waiting(request, run)
    return _render_run(request, run)


def show_progress(request: ActorRequest, run: ImportRun) -> HttpResponse:
    """The fragment that the page asks for again and again."""
    return render(request, "common/tables/_progress.html", {"run": run, "progress": queries.progress_of(run)})


def stop(request: ActorRequest, run: ImportRun) -> HttpResponse:
    """Do not wait for the worker any longer."""
    try:
        left = asking.stop(actor=request.actor, run=run)
    except ImportStateError as error:
        messages.error(request, error.message)
        return redirect("import_run", pk=run.pk)
    messages.success(request, _("Đã dừng. Chưa có gì thay đổi."))
    return redirect("import_run", pk=run.pk) if left else redirect("import_upload", run.kind, run.subject_id)


def ask_again(request: ActorRequest, run: ImportRun) -> HttpResponse:
    """Hand it to a worker once more."""
    return _carry_on(request, run, lambda: asking.ask_again(**_call(request, run)))


def answer(request: ActorRequest, run: ImportRun) -> HttpResponse:
    """Keep the answers of the page to the questions of rows."""
    answers: dict[str, dict[str, str]] = {}
    for name, value in request.POST.items():
        number, mark, key = name.removeprefix("answer-").partition("-")
        if name.startswith("answer-") and mark and number.isdecimal() and value:
            answers[number] = {key: str(value)}
    return _carry_on(request, run, lambda: asking.answer(**_call(request, run), answers=answers))


def apply(request: ActorRequest, run: ImportRun) -> HttpResponse:
    """Do what the preview shows."""
    try:
        run = asking.apply(**_call(request, run), manifest=request.POST.get("manifest", ""))
    except ImportStateError as error:
        if "run" in error.data:
            asking.answer(**_call(request, run), answers={})  # the preview anew
        messages.error(request, error.message)
    else:
        if run.is_under_way:
            return redirect("import_run", pk=run.pk)
        made, changed = run.counts.get(Action.NEW, 0), run.counts.get(Action.CHANGE, 0)
        messages.success(
            request, _("Đã nhập: thêm {made} dòng, sửa {changed} dòng.").format(made=made, changed=changed)
        )
    return redirect("import_run", pk=run.pk)


def undo(request: ActorRequest, run: ImportRun) -> HttpResponse:
    """Say what will be taken back and ask why; then take it back."""
    form = UndoForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            run = asking.undo(**_call(request, run), because=form.cleaned_data["because"])
        except ImportStateError as error:
            form.add_error(None, f"{error.message} {error.remedy}".strip())
        else:
            if not run.is_under_way:
                messages.success(request, _("Đã hoàn tác cả lần nhập; mọi dòng trở lại như trước."))
            return redirect("import_run", pk=run.pk)
    made, changed = run.counts.get(Action.NEW, 0), run.counts.get(Action.CHANGE, 0)
    context = {
        "run": run,
        "form": form,
        "effects": [
            Effect(ngettext("{count} dòng đã thêm bị xóa.", "{count} dòng đã thêm bị xóa.", made).format(count=made)),
            Effect(
                ngettext(
                    "{count} dòng đã sửa trở lại như trước.", "{count} dòng đã sửa trở lại như trước.", changed
                ).format(count=changed)
            ),
            Effect(_("Nếu có dòng đã thay đổi hoặc đang được dùng, hệ thống không hoàn tác và nói rõ dòng nào.")),
            Effect(_("Lịch sử vẫn giữ cả lần nhập và lần hoàn tác."), "history"),
        ],
    }
    return render(request, "common/tables/undo.html", context)


def download_template(request: HttpRequest, target: ImportTarget) -> HttpResponse:
    """The empty layout with one example row."""
    return _workbook(write_template(target.kind.layout), f"mau-{target.kind.layout.name}")


def download_table(request: HttpRequest, target: ImportTarget) -> HttpResponse:
    """What stands now, in our layout."""
    data = write_table(target.kind.layout, target.kind.export(target.subject))
    return _workbook(data, target.kind.layout.name)


def download_in_its_layout(request: ActorRequest, run: ImportRun) -> HttpResponse:
    """What stands now, in the columns and the order of the file that came in."""
    target = _target(request, run)
    headings = [(text, key) for text, key in run.columns]
    rows: Iterable[Mapping[str, Any]] = target.kind.export(target.subject)
    return _workbook(write_table(target.kind.layout, rows, headings=headings), target.kind.layout.name)


def download_faults(request: ActorRequest, run: ImportRun) -> HttpResponse:
    """The rows to correct, as they were read, with what to correct beside each."""
    target = _target(request, run)
    wanted = [plan for plan in run.plans if plan["a"] in (Action.WRONG, Action.ASK)]
    read = load_rows(run.rows, target.kind.layout, {plan["n"] for plan in wanted})
    rows = {row.number: row.values for row in read}
    data = write_table(
        target.kind.layout,
        [rows[plan["n"]] for plan in wanted],
        remarks=[_("Dòng {row}: {what}").format(row=plan["n"], what=queries.remark_of(plan)) for plan in wanted],
    )
    return _workbook(data, f"can-sua-{target.kind.layout.name}")


def _render_waiting(request: ActorRequest, run: ImportRun) -> HttpResponse:
    target = _target(request, run)
    context = {
        "run": run,
        "target": target,
        "progress": queries.progress_of(run),
        "is_refused": run.state == ImportState.REFUSED,
        "may_handle": may_import(request.actor, target),
        "back_url": target.kind.back_url(target.subject),
        "made_by": run.made_by.get("name", ""),
    }
    return render(request, "common/tables/waiting.html", context)


@collector_at_rest()
def _render_run(request: ActorRequest, run: ImportRun) -> HttpResponse:
    target = _target(request, run)
    action = request.GET.get("xem", "")
    shown = queries.shown_rows(run, action, how_many(request, _FIRST_SHOWN))
    values = queries.values_of_new(run, target.kind.layout, shown)
    context = {
        "run": run,
        "target": target,
        "rows": [(row, action_mark(row.action), values.get(row.number, [])) for row in shown],
        "shown": len(shown),
        "total": run.counts.get(action, 0) if action else sum(run.counts.values()),
        "chosen": action,
        "failed": queries.why_failed(run),
        "faults": queries.faults_alike(run),
        "counts": [(name, action_mark(name), run.counts[name]) for name in queries.FIRST_SHOWN if run.counts.get(name)],
        "is_preview": run.state == ImportState.PREVIEW,
        "is_ready": queries.is_ready(run),
        "has_faults": bool(run.counts.get(Action.WRONG) or run.counts.get(Action.ASK)),
        "has_questions": any(row.question for row in shown),
        "made_by": run.made_by.get("name", ""),
        "applied_by": run.applied_by.get("name", ""),
        "undone_by": run.undone_by.get("name", ""),
        "back_url": target.kind.back_url(target.subject),
    }
    return render(request, "common/tables/run.html", context)


def _carry_on(request: ActorRequest, run: ImportRun, deed: Any) -> HttpResponse:
    try:
        deed()
    except ImportStateError as error:
        messages.error(request, error.message)
    return redirect("import_run", pk=run.pk)


def _call(request: ActorRequest, run: ImportRun) -> dict[str, Any]:
    return {"actor": request.actor, "run": run, "now": clock.now()}


def _target(request: ActorRequest, run: ImportRun) -> ImportTarget:
    target = find_import_target(request.actor, run.kind, run.subject_id)
    if target is None:
        raise ImportStateError(_("Nơi nhập không còn nữa."))
    return target


def _workbook(data: bytes, name: str) -> HttpResponse:
    return HttpResponse(data, content_type=XLSX, headers={"Content-Disposition": f'attachment; filename="{name}.xlsx"'})
