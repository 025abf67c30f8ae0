"""Each write carries the version it read, so that the second of two editors is asked instead of winning silently."""

from django.db import models
from django.utils.translation import gettext as _

from thidua.common.errors import StaleVersionError


class Versioned(models.Model):
    """A row that people edit. Forms post back the `version` they showed."""

    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        abstract = True


def require_version(row: Versioned, read: int) -> None:
    """Raise `StaleVersionError` unless `row`, as locked now, is the version the writer had read; then count it up.

    Call it between lock and write, on the locked row; the caller saves the row.
    """
    if row.version != read:
        raise StaleVersionError(
            _("Có người vừa lưu nội dung này trước anh/chị. Xem hai bản rồi chọn bản giữ lại."), row=row, read=read
        )
    row.version += 1
