"""What may be wrong with a workbook, or with one cell of it."""

from thidua.common.errors import DomainError


class WorkbookError(DomainError):
    """The file as a whole cannot be taken: what it is and what to do."""

    code = "workbook"

    def __init__(self, code: str, message: str, remedy: str) -> None:
        super().__init__(f"{message} {remedy}".strip(), code=code, field="file", remedy=remedy)


class ImportStateError(DomainError):
    """The import is not in a state that allows this (already applied, out of date, rows changed since)."""

    code = "import_state"
    status = 409


class CellError(ValueError):
    """One cell cannot be read: what is wrong and what to do."""

    def __init__(self, message: str, remedy: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy
