"""Serves one article with stock Wagtail, as `wagtail start` sets it up (SQLite, its middleware, its base template).

    python -m benchmarks.peers.stock_wagtail FILE.json

Reads title, summary and blocks from the file; then, for each number on standard input, makes so many requests and
prints how many seconds of a processor they took.
"""

import json
import sys
import tempfile
from datetime import date
from pathlib import Path

import django
from django.conf import settings


def main() -> None:
    told = json.loads(Path(sys.argv[1]).read_text())
    with tempfile.TemporaryDirectory(prefix="stock-wagtail-") as folder:
        _set_up(folder)
        path = _make_page(told)
        from benchmarks.peers.requests import make_requests

        for line in sys.stdin:
            print(json.dumps(make_requests(path, int(line))), flush=True)


def _set_up(folder: str) -> None:
    Path(folder, "stock_migrations").mkdir()
    Path(folder, "stock_migrations", "__init__.py").touch()
    sys.path.insert(0, folder)
    settings.configure(
        SECRET_KEY="of a benchmark",
        DEBUG=False,
        ALLOWED_HOSTS=["*"],
        INSTALLED_APPS=[
            "benchmarks.peers.stock",
            "wagtail.contrib.forms",
            "wagtail.contrib.redirects",
            "wagtail.embeds",
            "wagtail.sites",
            "wagtail.users",
            "wagtail.snippets",
            "wagtail.documents",
            "wagtail.images",
            "wagtail.search",
            "wagtail.admin",
            "wagtail",
            "modelcluster",
            "taggit",
            "django_filters",
            "django.contrib.admin",
            "django.contrib.auth",
            "django.contrib.contenttypes",
            "django.contrib.sessions",
            "django.contrib.messages",
            "django.contrib.staticfiles",
        ],
        MIDDLEWARE=[
            "django.middleware.security.SecurityMiddleware",
            "django.contrib.sessions.middleware.SessionMiddleware",
            "django.middleware.common.CommonMiddleware",
            "django.middleware.csrf.CsrfViewMiddleware",
            "django.contrib.auth.middleware.AuthenticationMiddleware",
            "django.contrib.messages.middleware.MessageMiddleware",
            "django.middleware.clickjacking.XFrameOptionsMiddleware",
            "wagtail.contrib.redirects.middleware.RedirectMiddleware",
        ],
        ROOT_URLCONF="wagtail.urls",
        TEMPLATES=[
            {
                "BACKEND": "django.template.backends.django.DjangoTemplates",
                "APP_DIRS": True,
                "OPTIONS": {
                    "context_processors": [
                        "django.template.context_processors.debug",
                        "django.template.context_processors.request",
                        "django.contrib.auth.context_processors.auth",
                        "django.contrib.messages.context_processors.messages",
                    ]
                },
            }
        ],
        DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": f"{folder}/db.sqlite3"}},
        MIGRATION_MODULES={"stock": "stock_migrations"},
        STATIC_URL="/static/",
        USE_TZ=True,
        DEFAULT_AUTO_FIELD="django.db.models.AutoField",
        WAGTAIL_SITE_NAME="stock",
        WAGTAILADMIN_BASE_URL="http://127.0.0.1",
    )
    django.setup()
    from django.core.management import call_command

    call_command("makemigrations", "stock", verbosity=0)
    call_command("migrate", verbosity=0)


def _make_page(told: dict[str, object]) -> str:
    from wagtail.models import Site

    from benchmarks.peers.stock.models import ArticlePage

    root = Site.objects.get(is_default_site=True).root_page
    page = ArticlePage(
        title=told["title"],
        slug="bai",
        summary=told["summary"],
        byline="Người viết",
        told_on=date(2026, 5, 28),
        body=[(kind, value) for kind, value in told["blocks"]],  # type: ignore[attr-defined]
    )
    root.add_child(instance=page)
    page.save_revision().publish()
    return "/bai/"


if __name__ == "__main__":
    main()
