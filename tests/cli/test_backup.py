"""Back-up and restore: everything comes out again, or nothing was changed and the reason is said."""

import gzip
import io
import json
import tarfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from wagtail.models import Collection, Task, Workflow

from tests import worlds
from tests.cast import make_cast
from tests.factories.articles import decide, make_photo, submit, write_article
from thidua.audit.services import record
from thidua.cli.backup.archive import BackupError, read_backup, write_backup
from thidua.cli.backup.tables import kept_models
from thidua.common import clock
from thidua.organisations.models import Agency, Unit
from thidua.publishing.editing.workflow import NAME, make_workflow
from thidua.publishing.models import Approval, Article, Photo
from thidua.publishing.policies import articles_to_approve

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _keys_go_on_from_the_back_up() -> Iterator[None]:
    """A restored database gives keys from those of the back-up on, which worlds made since may hold."""
    yield
    worlds.make_anew()


@pytest.fixture
def backup(tmp_path: Path) -> Path:
    """A back-up of the cast, one act of history and one file; the installation is empty afterwards."""
    from django.db import transaction

    cast = make_cast()
    with transaction.atomic():
        record(cast.secretary.actor(), "bloc.edited", cast.bloc, agency=cast.agency.pk)
    stored = Path(settings.MEDIA_ROOT) / "ab" / "tệp.pdf"
    stored.parent.mkdir(parents=True)
    stored.write_bytes(b"noi dung")
    target = tmp_path / "sao-luu.tar.gz"
    summary = write_backup(target, clock.now())
    assert (summary.files, summary.entries) == (1, 1)
    stored.unlink()
    call_command("flush", interactive=False, verbosity=0)
    return target


def rows_of_everything() -> dict[str, list[dict[str, object]]]:
    return {model._meta.label: list(model._base_manager.order_by("pk").values()) for model in kept_models()}


def test_what_was_saved_comes_out_again(tmp_path: Path) -> None:
    make_cast()
    before = rows_of_everything()
    target = tmp_path / "sao-luu.tar.gz"
    write_backup(target, clock.now())
    call_command("flush", interactive=False, verbosity=0)

    read_backup(target)

    assert rows_of_everything() == before
    assert Unit.objects.create(agency=Agency.objects.get(), code="moi", name="Mới").pk > 0, (
        "new keys go on after old ones"
    )


def number_workflow_anew() -> None:
    """As in an installation that was set up at another time: what migrate made has other numbers."""
    for model in (Workflow, Task):
        model.objects.all().delete()
    for number in range(7):
        Task.objects.create(name=f"Khác {number}")
        Workflow.objects.create(name=f"Khác {number}")
    Collection.objects.all().delete()
    Collection.add_root(name="Khác").delete()
    make_workflow()


def test_articles_are_submitted_and_approved_where_the_workflow_has_other_numbers(tmp_path: Path) -> None:
    cast = make_cast()
    photo = make_photo(cast.agency, cast.secretary)
    waiting = write_article(cast, cast.secretary, body=[("picture", {"photo": photo, "caption": ""})])
    submit(waiting, cast.secretary)
    draft = write_article(cast, cast.secretary, "Chưa gửi", slug="chua-gui")
    numbers = (Approval.objects.get().pk, Workflow.objects.get(name=NAME).pk, Collection.objects.get().pk)
    target = tmp_path / "sao-luu.tar.gz"
    write_backup(target, clock.now())
    call_command("flush", interactive=False, verbosity=0)
    number_workflow_anew()
    now = (Approval.objects.get().pk, Workflow.objects.get(name=NAME).pk, Collection.objects.get().pk)
    assert all(one != other for one, other in zip(numbers, now, strict=True))

    read_backup(target)

    assert Photo.objects.get().collection.pk == now[2]
    assert [each.pk for each in articles_to_approve(cast.standing.actor())] == [waiting.pk]
    submit(draft, cast.secretary)
    for article in (waiting, draft):
        decide(article, cast.standing)
    assert sorted(Article.objects.filter(live=True).values_list("slug", flat=True)) == ["chua-gui", "ra-quan"]


def test_what_points_at_an_unknown_workflow_is_not_restored(tmp_path: Path) -> None:
    cast = make_cast()
    submit(write_article(cast, cast.secretary), cast.secretary)
    target = tmp_path / "sao-luu.tar.gz"
    write_backup(target, clock.now())
    call_command("flush", interactive=False, verbosity=0)
    Workflow.objects.filter(name=NAME).update(name="Tên khác")

    with pytest.raises(ValueError, match="Duyệt đăng"):
        read_backup(target)

    assert not Unit.objects.exists()


def test_files_and_history_come_out_again(backup: Path) -> None:
    summary = read_backup(backup)

    assert summary.entries == 1
    assert (Path(settings.MEDIA_ROOT) / "ab" / "tệp.pdf").read_bytes() == b"noi dung"


def test_the_backup_is_for_its_owner_alone(backup: Path) -> None:
    assert backup.stat().st_mode & 0o077 == 0


def test_a_used_installation_is_not_overwritten(backup: Path) -> None:
    make_cast()

    with pytest.raises(BackupError, match="not empty"):
        read_backup(backup)


@pytest.mark.twice
@pytest.mark.parametrize(
    "member", ["tables/organisations.unit.jsonl", "files/ab/tệp.pdf", "tables/audit.auditentry.jsonl"]
)
def test_a_changed_backup_changes_nothing(backup: Path, tmp_path: Path, member: str) -> None:
    changed = tmp_path / "bi-sua.tar.gz"
    rewrite(
        backup, changed, member, lambda content: content.replace(b"a", b"b", 1) if b"a" in content else content + b"x"
    )

    with pytest.raises((BackupError, ValueError)):
        read_backup(changed)

    assert not Unit.objects.exists()


def test_a_file_may_not_leave_the_installation(backup: Path, tmp_path: Path) -> None:
    changed = tmp_path / "doc-hai.tar.gz"

    def point_outside(content: bytes) -> bytes:
        manifest = json.loads(content)
        manifest["files"] = {"../../ra-ngoai": "0"}
        return json.dumps(manifest).encode()

    rewrite(backup, changed, "manifest.json", point_outside)

    with pytest.raises(BackupError, match="outside"):
        read_backup(changed)


def rewrite(source: Path, target: Path, member: str, change) -> None:
    with tarfile.open(source) as old, gzip.open(target, "wb") as zipped, tarfile.open(fileobj=zipped, mode="w") as new:
        names = [info.name for info in old]
        assert member in names
        for info in old:
            content = old.extractfile(info).read()
            if info.name == member:
                content = change(content)
            info.size = len(content)
            new.addfile(info, io.BytesIO(content))
