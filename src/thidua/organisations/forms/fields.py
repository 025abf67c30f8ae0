"""Fields that these forms share: names with their dates, units and people to choose from, lists of units by name."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.common.forms.fields import PartialDateField, TextField
from thidua.core.vietnam.names import fold, normalise
from thidua.organisations.models import Agency, Person, Unit
from thidua.organisations.services.imports.finders import UnitFinder, describe_person, describe_unit
from thidua.organisations.services.papers import PAPER, Paper

NAME_NEEDED = {"required": gettext_lazy("Anh/chị chưa nhập tên.")}


class VersionField(forms.IntegerField):
    """The version that the page showed; posted back unseen."""

    def __init__(self, **options: Any) -> None:
        super().__init__(widget=forms.HiddenInput, **options)


class NameField(forms.CharField):
    """The name of an organisation, stored clean."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("label", gettext_lazy("Tên đầy đủ"))
        options.setdefault("max_length", 250)
        options.setdefault("error_messages", NAME_NEEDED)
        super().__init__(**options)

    def clean(self, value: Any) -> str:
        return normalise(super().clean(value) or "")


class BasisField(forms.CharField):
    """The paper a fact rests on, in words."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("label", gettext_lazy("Căn cứ"))
        options.setdefault("required", False)
        options.setdefault("max_length", 250)
        options.setdefault("help_text", gettext_lazy("Ví dụ Quyết định số 12/QĐ-BMH ngày 05/11/2024"))
        super().__init__(**options)


class PaperFields(forms.Form):
    """The decision a membership or a post rests on, as far as it is known."""

    decision_number = TextField(label=gettext_lazy("Số quyết định"), required=False, max_length=80)
    decided_on = PartialDateField(label=gettext_lazy("Ngày quyết định"))
    issuer = TextField(label=gettext_lazy("Nơi ban hành"), required=False, max_length=250)

    def values(self) -> dict[str, Any]:
        """What services take: the decision in one."""
        rest = {name: value for name, value in self.cleaned_data.items() if name not in PAPER}
        return {**rest, "paper": Paper(**{name: self.cleaned_data[name] for name in PAPER})}


class UnitField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """One unit, named so that namesakes can be told apart."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("queryset", Unit.objects.none())
        options.setdefault("empty_label", gettext_lazy("Chọn một đơn vị"))
        options.setdefault("error_messages", {"required": gettext_lazy("Anh/chị chưa chọn đơn vị.")})
        super().__init__(**options)

    def label_from_instance(self, obj: Unit) -> str:
        return describe_unit(obj)


class AgencyField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """One agency, set in by its depth in the tree."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("queryset", Agency.objects.none())
        options.setdefault("empty_label", gettext_lazy("Chọn một cơ quan"))
        options.setdefault("error_messages", {"required": gettext_lazy("Anh/chị chưa chọn cơ quan.")})
        super().__init__(**options)

    def label_from_instance(self, obj: Agency) -> str:
        return "\u2003" * (obj.depth - 1) + str(obj.name)


class PersonField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """One person, by given name, with birth where it is known."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("queryset", Person.objects.none())
        options.setdefault("empty_label", gettext_lazy("Chưa biết"))
        super().__init__(**options)

    def label_from_instance(self, obj: Person) -> str:
        return describe_person(obj, "")


class UnitLinesField(forms.CharField):
    """Units by name, a line each, in order; accents and capitals do not matter, other names are understood.

    The value is the list of units.
    """

    def __init__(self, units: "QuerySet[Unit] | None" = None, **options: Any) -> None:
        self.units = units
        options.setdefault("widget", forms.Textarea(attrs={"rows": 12}))
        options.setdefault(
            "help_text", gettext_lazy("Mỗi dòng một đơn vị, theo thứ tự. Dán từ Word hay Excel cũng được.")
        )
        super().__init__(**options)

    def prepare_value(self, value: Any) -> Any:
        return value if value is None or isinstance(value, str) else lines_of(value)

    def clean(self, value: Any) -> Any:
        finder = UnitFinder(self.units if self.units is not None else Unit.objects.none())
        found: list[Unit] = []
        faults: list[str] = []
        for number, line in enumerate((super().clean(value) or "").splitlines(), start=1):
            if not (name := normalise(line)):
                continue
            alike = finder.named(name) or _described(finder.units.values(), name)
            if len(alike) == 1:
                found.append(alike[0])
            elif alike:
                names = "; ".join(describe_unit(unit) for unit in alike)
                faults.append(
                    _("Dòng {line}: có nhiều đơn vị gọi là “{name}”. Ghi rõ một trong: {names}.").format(
                        line=number, name=name, names=names
                    )
                )
            else:
                faults.append(_("Dòng {line}: không thấy đơn vị “{name}”.").format(line=number, name=name))
        if faults:
            raise ValidationError(faults)
        return found


class NamesField(forms.CharField):
    """Several names, parted by semicolons; the value is a list."""

    def clean(self, value: Any) -> Any:
        parts = (normalise(part) for part in (super().clean(value) or "").split(";"))
        return list(dict.fromkeys(part for part in parts if part))


def lines_of(units: Iterable[Unit]) -> str:
    """Units as the lines field shows them."""
    return "\n".join(unit.name for unit in units)


def _described(units: Iterable[Unit], text: str) -> list[Unit]:
    return [unit for unit in units if fold(describe_unit(unit)) == fold(text)]
