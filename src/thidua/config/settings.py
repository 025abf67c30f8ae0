"""All settings of an installation. Everything that differs between machines comes from the environment.

| variable | meaning | default |
| --- | --- | --- |
| THIDUA_HOME | folder that holds `var/` | the checkout, else the current folder |
| THIDUA_VAR | folder for database, files, secrets | `THIDUA_HOME/var` |
| DATABASE_URL | PostgreSQL ≥ 15 (`postgresql://…`) | SQLite in `var/thidua.sqlite3` |
| SECRET_KEY | signing key | made once, kept in `var/secret-key` |
| SECRET_KEY_FALLBACKS | earlier signing keys that still open what they sealed, with commas between | none |
| ALLOWED_HOSTS | names the site answers to | 127.0.0.1, localhost |
| THIDUA_HTTPS | cookies over HTTPS alone, HSTS | no |
| THIDUA_PROXIES | how many proxies of yours stand before the server (their X-Forwarded-For is believed) | 0 |
| THIDUA_DEMO | demo installation: catalogue page, movable clock | no |
| THIDUA_URL | address of the site in e-mails | http://127.0.0.1:8000 |
| THIDUA_SORTING_GUIDE | YAML file with a province's own classes of waste (docs/field.md) | none |
| EMAIL_URL | outgoing mail | files in `var/mail` |
"""

from pathlib import Path
from typing import Any

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _
from environs import Env

from thidua.config.paths import find_home, read_or_make_secret

env = Env()

HOME = find_home()
VAR = Path(env.str("THIDUA_VAR", default=str(HOME / "var")))
VAR.mkdir(parents=True, exist_ok=True)
PACKAGE = Path(__file__).resolve().parents[1]

DEBUG = False
DEMO = env.bool("THIDUA_DEMO", default=False)
HTTPS = env.bool("THIDUA_HTTPS", default=False)
SECRET_KEY = env.str("SECRET_KEY", default="") or read_or_make_secret(VAR / "secret-key")
SECRET_KEY_FALLBACKS: list[str] = env.list("SECRET_KEY_FALLBACKS", default=[])
ALLOWED_HOSTS: list[str] = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost"])
CSRF_TRUSTED_ORIGINS: list[str] = env.list("CSRF_TRUSTED_ORIGINS", default=[])

INSTALLED_APPS = [
    "thidua.portal",
    "thidua.insights",
    "thidua.yearbook",
    "thidua.decisions",
    "thidua.meetings",
    "thidua.scorecards",
    "thidua.activities",
    "thidua.campaigns",
    "thidua.records",
    "thidua.publishing",
    "thidua.documents",
    "thidua.access",
    "thidua.organisations",
    "thidua.accounts",
    "thidua.audit",
    "thidua.common",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",  # its words: pages of Wagtail say how long ago
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
    "django_htmx",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "treebeard",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.images",
    "wagtail.documents",
    "wagtail.search",
    "wagtail.sites",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "django_tasks",
    "django_tasks_db",
    "csp",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "thidua.portal.still_so.StillSoMiddleware",
    "thidua.portal.kept.KeptPagesMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "thidua.common.http.languages.LanguageMiddleware",
    "thidua.common.http.sizes.SizeMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "thidua.accounts.middleware.IdleMiddleware",
    "thidua.accounts.middleware.FirstPasswordMiddleware",
    "thidua.access.middleware.ActorMiddleware",
    "thidua.publishing.editing.door.DoorMiddleware",
    "thidua.common.http.once.OnceMiddleware",
    "thidua.common.http.errors.DomainErrorMiddleware",
]

ROOT_URLCONF = "thidua.config.urls"
WSGI_APPLICATION = "thidua.config.wsgi.application"
FORM_RENDERER = "thidua.common.forms.renderer.HouseRenderer"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "thidua.common.http.context.page_context",
            ],
        },
    },
]

# --- Database -------------------------------------------------------------------------------------------------------

SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",  # two writers queue instead of failing in mid-transaction
    "timeout": 20,
    "init_command": (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; "
        "PRAGMA secure_delete=ON;"  # earlier states of a ballot box leave no page behind
    ),
}
DATABASES: dict[str, dict[str, Any]] = {
    "default": env.dj_db_url("DATABASE_URL", default=f"sqlite:///{VAR / 'thidua.sqlite3'}")
}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"].setdefault("OPTIONS", {}).update(SQLITE_OPTIONS)
    DATABASES["default"]["CONN_MAX_AGE"] = 10  # opening takes longer than most pages: the log of writes is made anew
else:
    DATABASES["default"]["CONN_MAX_AGE"] = 60
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    "pages": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "pages",
        "OPTIONS": {"MAX_ENTRIES": 500},
    },
    "english_pages": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "english_pages",
        "OPTIONS": {"MAX_ENTRIES": 250},
    },
    "renditions": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"},  # the rows say what there is
}

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}

# --- Language and time ----------------------------------------------------------------------------------------------

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", _("Tiếng Việt")), ("en", _("Tiếng Anh"))]
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True
USE_I18N = True
LOCALE_PATHS = [PACKAGE / "publishing" / "editing" / "wagtail_words"]

# --- Files ----------------------------------------------------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
STATICFILES_DIRS = [VAR / "assets"]
for _folder in (STATIC_ROOT, *STATICFILES_DIRS):
    _folder.mkdir(exist_ok=True)
MEDIA_ROOT = VAR / "files"  # never under a URL: files leave through a view that asks the policy of their parent
WHITENOISE_USE_FINDERS = True
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
FILE_UPLOAD_PERMISSIONS = 0o600

# --- Sign-in --------------------------------------------------------------------------------------------------------

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "allauth.account.auth_backends.AuthenticationBackend",
    "thidua.publishing.editing.bridge.Editor",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "thidua.accounts.passwords.LengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "thidua.accounts.passwords.CommonValidator"},
    {"NAME": "thidua.accounts.passwords.OwnNameValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "thidua.accounts.adapters.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "thidua.accounts.forms.LoginForm",
    "reauthenticate": "thidua.accounts.forms.ReauthenticateForm",
    "change_password": "thidua.accounts.forms.ChangePasswordForm",
}
ACCOUNT_LOGIN_METHODS = {"username"}  # not by e-mail: offices share a mailbox
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_RATE_LIMITS = False  # accounts.services.tries counts instead: in the database, for all processes
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("THIDUA_PROXIES", default=0)
MFA_ADAPTER = "thidua.accounts.adapters.SecondFactorAdapter"
MFA_FORMS = {
    "authenticate": "thidua.accounts.forms.AuthenticateForm",
    "reauthenticate": "thidua.accounts.forms.ReauthenticateCodeForm",
    "activate_totp": "thidua.accounts.forms.ActivateTOTPForm",
}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Thi Đua Số"
MFA_TOTP_TOLERANCE = 1  # a phone's clock may be half a minute off

# --- The editing system (Wagtail) -----------------------------------------------------------------------------------

WAGTAIL_SITE_NAME = "Thi Đua Số"
WAGTAILADMIN_BASE_URL = env.str("THIDUA_URL", default="http://127.0.0.1:8000").rstrip("/")
WAGTAILADMIN_LOGIN_URL = LOGIN_URL
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_USAGE_COUNT_ENABLED = False
WAGTAIL_FINISH_WORKFLOW_ACTION = "thidua.publishing.editing.finish.publish_approved"
WAGTAIL_I18N_ENABLED = False
WAGTAILADMIN_PERMITTED_LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
WAGTAIL_DATE_FORMAT = "%d/%m/%Y"
WAGTAIL_DATETIME_FORMAT = "%d/%m/%Y %H:%M"
WAGTAIL_AUTOSAVE_INTERVAL = 0  # a draft is saved by a person, and stands in history
WAGTAILADMIN_COMMENTS_ENABLED = False
WAGTAILADMIN_UNSAFE_PAGE_DELETION_LIMIT = 0
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILIMAGES_IMAGE_MODEL = "publishing.Photo"
WAGTAILIMAGES_IMAGE_FORM_BASE = "thidua.publishing.editing.forms.PhotoForm"
WAGTAILIMAGES_RENDITION_STORAGE = "thidua.publishing.storage.RenditionStorage"
WAGTAILIMAGES_EXTENSIONS = ["jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 20 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 60_000_000
TAGGIT_CASE_INSENSITIVE = True

# --- Safety ---------------------------------------------------------------------------------------------------------

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "manifest-src": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "thidua.common.views.refusing.show_without_token"
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if HTTPS else 0
SECURE_SSL_REDIRECT = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
LARGEST_REQUEST = 25_000_000  # the largest file, 20 MB, with room for the rest of its form

SILENCED_SYSTEM_CHECKS: list[str] = []

# --- Mail and logs --------------------------------------------------------------------------------------------------

if env.str("EMAIL_URL", default=""):
    vars().update(env.dj_email_url("EMAIL_URL"))
else:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = VAR / "mail"
SITE_URL = env.str("THIDUA_URL", default="http://127.0.0.1:8000").rstrip("/")
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="thi-dua-so@localhost")

SORTING_GUIDE = env.str("THIDUA_SORTING_GUIDE", default="")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["stderr"], "level": env.str("LOG_LEVEL", default="WARNING")},
}
