from django.apps import AppConfig


class YearbookConfig(AppConfig):
    name = "thidua.yearbook"
