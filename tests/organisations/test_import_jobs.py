"""Large imports in the worker: nothing twice, nothing lost, whatever dies, changes or is pressed again meanwhile."""

import dataclasses
import io
import zipfile
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.cast import Cast
from tests.common.tables.books import book
from tests.factories.organisations import make_unit
from tests.pages import words_of
from thidua.access.models import RoleGrant
from thidua.audit.queries import history_of
from thidua.common.errors import DomainError, RefusedError
from thidua.common.jobs import SILENT_FOR
from thidua.common.models import ImportRun, ImportState, Job, JobState
from thidua.common.tables import asking
from thidua.common.tables.errors import ImportStateError, WorkbookError
from thidua.common.tables.jobs import import_job
from thidua.common.tables.kinds import ImportTarget, import_kind, register_import_kind
from thidua.common.tables.queries import progress_of, why_failed
from thidua.organisations.models import Person

HEAD = ["TT", "Họ tên", "Đơn vị công tác"]
ROWS = [HEAD, [1, "Lê An", "Thanh tra Bộ"], [2, "Lê Bình", "Văn phòng Bộ"]]
NAMES = ["Lê An", "Lê Bình"]


@pytest.fixture(autouse=True)
def everything_is_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "LARGE_FILE", 0)
    monkeypatch.setattr(asking, "LARGE_RUN", 0)


@pytest.fixture(autouse=True)
def now(at: Any) -> datetime:
    moment: datetime = at("2026-06-15 09:00")
    return moment


def send(cast: Cast, now: datetime, data: bytes | None = None) -> ImportRun:
    kind = import_kind("nguoi")
    assert kind is not None
    return asking.bring_in(
        actor=cast.standing.actor(),
        target=ImportTarget(kind, kind.find(cast.standing.actor(), cast.agency.pk)),
        file_name="danh-sach.xlsx",
        data=book(ROWS) if data is None else data,
        now=now,
    )


def work(run: ImportRun, job: int | None = None) -> ImportRun:
    """A worker takes the run's job, or the one with that id."""
    import_job.func(job or run.job, "vi")
    return ImportRun.objects.get(pk=run.pk)


def read(cast: Cast, now: datetime) -> ImportRun:
    run = work(send(cast, now))
    assert (run.state, run.counts) == (ImportState.PREVIEW, {"NEW": 2})
    return run


def press(cast: Cast, run: ImportRun, now: datetime) -> ImportRun:
    return asking.apply(actor=cast.standing.actor(), run=run, manifest=run.manifest_hash, now=now)


def brought_in(cast: Cast, now: datetime) -> ImportRun:
    run = work(press(cast, read(cast, now), now))
    assert (run.state, imported()) == (ImportState.APPLIED, 2)
    return run


def imported() -> int:
    return Person.objects.filter(full_name__in=NAMES).count()


def test_a_large_file_is_read_brought_in_and_taken_back_by_the_worker(cast: Cast, now: datetime) -> None:
    sent = send(cast, now)
    assert (sent.state, sent.rows, sent.file is not None) == (ImportState.READING, [], True)
    seen = work(sent)
    assert (seen.state, seen.counts, seen.file) == (ImportState.PREVIEW, {"NEW": 2}, None)

    waiting = press(cast, seen, now)
    assert (waiting.state, imported()) == (ImportState.APPLYING, 0)
    applied = work(waiting)
    assert (applied.state, imported(), applied.applied_by["name"]) == (
        ImportState.APPLIED,
        2,
        cast.standing.actor().describe()["name"],
    )

    leaving = asking.undo(actor=cast.standing.actor(), run=applied, because="Nhầm tệp", now=now)
    assert (leaving.state, imported()) == (ImportState.UNDOING, 2)
    undone = work(leaving)
    assert (undone.state, undone.undone_because, imported()) == (ImportState.UNDONE, "Nhầm tệp", 0)
    assert [entry.action for entry in history_of("common.importrun", sent.pk)] == [
        "import.handed_over",
        "import.read",
        "import.handed_over",
        "import.applied",
        "import.handed_over",
        "import.undone",
    ]
    assert {job.state for job in Job.objects.all()} == {JobState.DONE}


def test_small_files_are_done_at_once(cast: Cast, now: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "LARGE_FILE", 200_000)
    monkeypatch.setattr(asking, "LARGE_RUN", 3_000)

    run = send(cast, now)
    applied = press(cast, run, now)

    assert (run.state, applied.state, imported()) == (ImportState.PREVIEW, ImportState.APPLIED, 2)
    assert not Job.objects.exists()


def test_who_presses_twice_brings_it_in_once(cast: Cast, now: datetime) -> None:
    run = read(cast, now)
    waiting = press(cast, run, now)

    with pytest.raises(ImportStateError, match="đang được nhập"):
        press(cast, run, now)
    applied = work(waiting)
    with pytest.raises(ImportStateError, match="đã nhập rồi"):
        press(cast, run, now)

    assert (imported(), Job.objects.filter(subject_id=run.pk).count(), applied.state) == (2, 2, ImportState.APPLIED)


def test_a_job_that_is_delivered_twice_is_done_once(cast: Cast, now: datetime) -> None:
    run = brought_in(cast, now)

    with pytest.raises(ImportStateError, match="Đã dừng theo yêu cầu"):
        work(run)

    assert (imported(), ImportRun.objects.get().state) == (2, ImportState.APPLIED)


def test_after_a_worker_died_another_does_its_work_and_the_dead_one_no_more(cast: Cast, now: datetime) -> None:
    waiting = press(cast, read(cast, now), now)
    Job.objects.filter(pk=waiting.job).update(state=JobState.RUNNING, beat_at=now)
    with pytest.raises(ImportStateError, match="vẫn đang làm"):
        asking.ask_again(actor=cast.standing.actor(), run=waiting, now=now)
    Job.objects.filter(pk=waiting.job).update(beat_at=now - SILENT_FOR - timedelta(seconds=1))
    assert "Máy chủ dừng giữa chừng" in progress_of(waiting)["failed"]

    again = asking.ask_again(actor=cast.standing.actor(), run=waiting, now=now)
    assert again.job != waiting.job
    with pytest.raises(ImportStateError, match="Đã dừng theo yêu cầu"):
        work(again, waiting.job)  # it was only slow
    assert imported() == 0

    assert (work(again).state, imported()) == (ImportState.APPLIED, 2)


def test_a_file_of_which_the_worker_died_is_still_there(cast: Cast, now: datetime) -> None:
    sent = send(cast, now)
    Job.objects.filter(pk=sent.job).update(state=JobState.RUNNING, beat_at=now - SILENT_FOR - timedelta(seconds=1))

    seen = work(asking.ask_again(actor=cast.standing.actor(), run=sent, now=now))

    assert (seen.state, seen.counts) == (ImportState.PREVIEW, {"NEW": 2})


def test_a_worker_that_breaks_off_leaves_nothing_and_can_be_asked_again(cast: Cast, now: datetime) -> None:
    kind = import_kind("nguoi")
    assert kind is not None

    def apply_half(*given: Any) -> None:
        kind.apply(*given)
        raise MemoryError

    waiting = press(cast, read(cast, now), now)
    register_import_kind(dataclasses.replace(kind, apply=apply_half))
    try:
        with pytest.raises(MemoryError):
            work(waiting)
    finally:
        register_import_kind(kind)
    assert (ImportRun.objects.get().state, imported()) == (ImportState.APPLYING, 0)
    assert "Máy chủ gặp lỗi giữa chừng" in progress_of(waiting)["failed"]

    applied = work(asking.ask_again(actor=cast.standing.actor(), run=waiting, now=now))

    assert (applied.state, imported()) == (ImportState.APPLIED, 2)


def test_another_file_takes_the_place_of_one_that_is_being_read(cast: Cast, now: datetime) -> None:
    first = send(cast, now)
    second = send(cast, now, book([HEAD, [1, "Lê Chi", "Thanh tra Bộ"]]))

    with pytest.raises(ImportStateError, match="có tệp khác thay"):
        work(second, first.job)
    seen = work(second)

    assert (seen.counts, ImportRun.objects.count()) == ({"NEW": 1}, 1)


def test_a_kept_file_that_is_not_the_one_that_was_sent_is_not_read(cast: Cast, now: datetime) -> None:
    sent = send(cast, now)
    ImportRun.objects.update(file=book([HEAD, [1, "Lê Chi", "Thanh tra Bộ"]]))

    with pytest.raises(ImportStateError, match="không còn như lúc gửi"):
        work(sent)

    run = ImportRun.objects.get()
    assert (run.state, run.file, run.rows) == (ImportState.REFUSED, None, [])


def test_data_changed_between_the_press_and_the_work_are_shown_anew_and_nothing_comes_in(
    cast: Cast, now: datetime
) -> None:
    run = read(cast, now)
    waiting = press(cast, run, now)
    Person.objects.create(agency=cast.agency, full_name="Lê An", search_key="le an", sort_key="an le")

    with pytest.raises(ImportStateError, match="đã đổi từ lúc xem trước"):
        work(waiting)

    left = ImportRun.objects.get()
    assert "đã đổi từ lúc xem trước" in why_failed(left)
    assert left.state == ImportState.PREVIEW
    assert left.manifest_hash != run.manifest_hash
    assert not Person.objects.filter(full_name="Lê Bình").exists()


def test_what_is_no_table_is_refused_before_or_by_the_worker_and_not_kept(cast: Cast, now: datetime) -> None:
    with pytest.raises(WorkbookError):
        send(cast, now, b"%PDF-1.7")
    assert not ImportRun.objects.exists()

    sent = send(cast, now, _a_document())
    with pytest.raises(WorkbookError):
        work(sent)

    run = ImportRun.objects.get()
    assert (run.state, run.file) == (ImportState.REFUSED, None)
    assert "Đây không phải là bảng tính Excel (.xlsx)." in progress_of(run)["failed"]
    assert [entry.action for entry in history_of("common.importrun", run.pk)] == [
        "import.handed_over",
        "import.refused",
    ]
    assert send(cast, now).pk != run.pk
    assert ImportRun.objects.count() == 1


def test_what_is_stopped_is_as_it_was(cast: Cast, now: datetime) -> None:
    actor = cast.standing.actor()
    sent = send(cast, now)
    assert asking.stop(actor=actor, run=sent) is None
    with pytest.raises(ImportStateError, match="Đã dừng"):
        import_job.func(sent.job, "vi")
    assert not ImportRun.objects.exists()

    waiting = press(cast, read(cast, now), now)
    asking.stop(actor=actor, run=waiting)
    with pytest.raises(ImportStateError, match="Đã dừng"):
        work(waiting, waiting.job)
    assert (ImportRun.objects.get().state, imported()) == (ImportState.PREVIEW, 0)

    applied = work(press(cast, ImportRun.objects.get(), now))
    leaving = asking.undo(actor=actor, run=applied, because="Nhầm", now=now)
    kept = asking.stop(actor=actor, run=leaving)
    with pytest.raises(ImportStateError, match="Đã dừng"):
        work(leaving, leaving.job)
    assert kept is not None
    assert (kept.state, kept.undone_because, imported()) == (ImportState.APPLIED, "", 2)
    with pytest.raises(ImportStateError, match="đã xong"):
        asking.stop(actor=actor, run=kept)


def test_who_may_no_longer_import_when_the_worker_comes_to_it_brings_nothing_in(cast: Cast, now: datetime) -> None:
    waiting = press(cast, read(cast, now), now)
    RoleGrant.objects.filter(user=cast.standing.user).update(until=date(2026, 6, 1))

    with pytest.raises(RefusedError):
        work(waiting)

    assert (ImportRun.objects.get().state, imported()) == (ImportState.PREVIEW, 0)


def test_an_undo_that_cannot_be_leaves_the_import_and_says_why(cast: Cast, now: datetime) -> None:
    applied = brought_in(cast, now)
    Person.objects.filter(full_name="Lê An").update(full_name="Lê Ân")
    leaving = asking.undo(actor=cast.standing.actor(), run=applied, because="Nhầm", now=now)

    with pytest.raises(DomainError):
        work(leaving)

    left = ImportRun.objects.get()
    assert (left.state, left.undone_because) == (ImportState.APPLIED, "")
    assert "“Lê Ân”" in why_failed(left)


def test_answers_to_a_long_list_are_planned_by_the_worker(cast: Cast, now: datetime) -> None:
    rooms = [make_unit(cast.agency, f"phong-{n}", "Phòng Tổng hợp", parent=cast.units[n]) for n in (0, 1)]
    asked = work(send(cast, now, book([HEAD, [1, "Lê An", "Phòng Tổng hợp"]])))
    assert asked.counts == {"ASK": 1}

    answers = {"2": {"unit": str(rooms[0].pk)}}
    waiting = asking.answer(actor=cast.standing.actor(), run=asked, answers=answers, now=now)
    assert waiting.state == ImportState.READING
    answered = work(waiting)

    assert (answered.state, answered.counts) == (ImportState.PREVIEW, {"NEW": 1})
    assert work(press(cast, answered, now)).state == ImportState.APPLIED
    assert Person.objects.get(full_name="Lê An").memberships.get().unit == rooms[0]


# --- pages -----------------------------------------------------------------------------------------------------------


def test_the_pages_show_how_far_it_is_and_what_came_of_it(cast: Cast, sign_in: Any, now: datetime) -> None:
    browser = sign_in(cast.standing.user)
    upload = reverse("import_upload", args=["nguoi", cast.agency.pk])
    shown = browser.post(upload, {"file": SimpleUploadedFile("danh-sach.xlsx", book(ROWS))}, follow=True)
    run = ImportRun.objects.get()
    page, progress = reverse("import_run", args=[run.pk]), reverse("import_progress", args=[run.pk])
    assert "Đang đọc tệp" in words_of(shown)
    assert "Đang chờ đến lượt" in words_of(shown)
    assert "Đang đọc tệp" in words_of(browser.get(upload))
    Job.objects.update(state=JobState.RUNNING, done=25, total=100, says="Đang đọc từng ô", beat_at=now)
    assert 'value="25"' in browser.get(progress).text

    seen = work(run)
    assert "data-tds-progress-done" in browser.get(progress).text
    assert "Xem trước, chưa nhập" in words_of(browser.get(page))
    pressed = browser.post(reverse("apply_import", args=[run.pk]), {"manifest": seen.manifest_hash}, follow=True)
    assert "Đang nhập" in words_of(pressed)
    assert imported() == 0
    work(ImportRun.objects.get())
    assert "Đã nhập" in words_of(browser.get(page))
    asked = browser.post(reverse("undo_import", args=[run.pk]), {"because": "Nhầm tệp"}, follow=True)
    assert "Đang hoàn tác" in words_of(asked)
    work(ImportRun.objects.get())
    assert "Cả lần nhập đã hoàn tác" in words_of(browser.get(page))


def test_the_pages_stop_and_ask_again(cast: Cast, sign_in: Any, now: datetime) -> None:
    browser = sign_in(cast.standing.user)
    sent = send(cast, now)
    page = reverse("import_run", args=[sent.pk])
    again, stop = reverse("import_again", args=[sent.pk]), reverse("stop_import", args=[sent.pk])
    assert "Máy chủ vẫn đang làm việc này." in words_of(browser.post(again, follow=True))
    Job.objects.update(state=JobState.FAILED, says="Máy chủ gặp lỗi giữa chừng. Bấm làm lại.")
    assert "Làm lại" in words_of(browser.get(page))
    assert "Máy chủ gặp lỗi" not in words_of(browser.post(again, follow=True))

    waiting = press(cast, work(ImportRun.objects.get()), now)
    stopped = browser.post(stop, follow=True)
    assert "Đã dừng. Chưa có gì thay đổi." in words_of(stopped)
    assert "Xem trước, chưa nhập" in words_of(stopped)
    assert waiting.state == ImportState.APPLYING
    assert "Việc này đã xong." in words_of(browser.post(stop, follow=True))


def test_a_file_that_the_worker_could_not_read_says_so_and_asks_for_another(
    cast: Cast, sign_in: Any, now: datetime
) -> None:
    browser = sign_in(cast.standing.user)
    sent = send(cast, now, _a_document())
    with pytest.raises(WorkbookError):
        work(sent)

    shown = words_of(browser.get(reverse("import_run", args=[sent.pk])))

    assert "Không đọc được tệp" in shown
    assert "Đây không phải là bảng tính Excel (.xlsx)." in shown
    assert "Gửi tệp khác" in shown
    assert "Làm lại" not in shown


def _a_document() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("word/document.xml", "<x/>")
    return file.getvalue()
