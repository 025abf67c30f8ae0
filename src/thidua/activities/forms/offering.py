"""Choices of a form that are known only when it is shown."""

from django import forms


def offer(form: forms.Form, name: str, choices: list[tuple[str, str]]) -> None:
    """Give a field its choices; without any the field is left out."""
    choice = form.fields[name]
    assert isinstance(choice, forms.ChoiceField)
    choice.choices = choices
    if not choices:
        del form.fields[name]
