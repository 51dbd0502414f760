"""What every environment shares. Secrets and addresses come from the environment only."""

import os

import dj_database_url

from foundation.notices.environment import carriers_from, receipt_token_from

from .files import *
from .files import BASE_DIR, PROJECT_DIR, STATIC_URL, VAR_DIR
from .media import *
from .sign_on import *
from .trace import *

INSTALLED_APPS = [
    "foundation.accounts",
    "foundation.audit",
    "foundation.rulebook",
    "foundation.jobs",
    "foundation.notices",
    "foundation.deadlines",
    "foundation.rights",
    "foundation.imports",
    "foundation.documents",
    "foundation.life",
    "foundation.attachments",
    "foundation.search",
    "foundation.similar",
    "publishing",
    "media_jobs",
    "media_jobs.uploads",
    "media_jobs.live",
    "cms.library",
    "cms.live",
    "cms.pages",
    "cms.editorial",
    "cms.editorial.gate",
    "cms.importing",
    "cms.notices",
    "cms.releases",
    "cms.outlinks",
    "cms.hardening",
    "portal_apps.office",
    "portal_apps.inbox",
    "portal_apps.deputies",
    "portal_apps.deputies.public",
    "portal_apps.motions",
    "portal_apps.training",
    "portal_apps.motions.public",
    "portal_apps.motions.exchange",
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail.contrib.settings",
    "wagtail.contrib.typed_table_block",
    "wagtail.sites",
    "foundation.accounts.wagtail.apps.UsersConfig",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail.api.v3",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "rest_framework",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "foundation.accounts.sso.apps.SingleSignOnConfig",
    "allauth.idp.oidc",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "foundation.accounts.language.ChineseByDefault",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "foundation.rights.rows.RowsOfPerson",
    "foundation.audit.middleware.AuditTrail",
    "foundation.accounts.sessions.limits.SessionLimits",
    "cms.headers.SecurityHeaders",
    "allauth.account.middleware.AccountMiddleware",
    "foundation.accounts.gate.Gate",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "cms.hardening.content_door.ContentDoor",
    "portal_apps.office.drafts.DraftsSaved",
]

ROOT_URLCONF = "cms.urls"
WSGI_APPLICATION = "cms.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PROJECT_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "wagtail.contrib.settings.context_processors.settings",
                "portal_apps.office.context.shell",
            ],
        },
    },
]

# --- Data -------------------------------------------------------------------------------------------------
DATABASES = {
    "default": dj_database_url.config(
        env="DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'db.sqlite3'}", conn_max_age=60
    )
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
    }
elif os.environ.get("DATABASE_POOLER") == "transaction":  # each transaction may get another connection
    DATABASES["default"] |= {"DISABLE_SERVER_SIDE_CURSORS": True, "CONN_MAX_AGE": 0}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- People -----------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "foundation.accounts.backend.NameOrPhoneBackend",
    "rules.permissions.ObjectPermissionBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [  # their numbers are rules in the database: foundation.accounts.rules
    {"NAME": "foundation.accounts.passwords.LongAndMixed"},
    {"NAME": "foundation.accounts.passwords.NotGuessable"},
    {"NAME": "foundation.accounts.passwords.NotOneself"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "foundation.accounts.passwords.Fresh"},
]
LOGIN_URL = "/accounts/login/"
LOGIN_REDIRECT_URL = "/"
WAGTAILADMIN_LOGIN_URL = LOGIN_URL
ACCOUNT_LOGIN_METHODS = {"username"}  # the backend takes a phone number in the same field
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_ADAPTER = "foundation.accounts.adapter.ClosedAccountAdapter"
ACCOUNT_SESSION_REMEMBER = False  # the session ends with the browser, or with its limits
ACCOUNT_LOGOUT_REDIRECT_URL = LOGIN_URL
# foundation.accounts.guard counts instead, for all processes together and only what fails
ACCOUNT_RATE_LIMITS = {"login": None, "login_failed": None, "reauthenticate": None}
MFA_RATE_LIMITS = {"webauthn_login": "60/m/ip"}
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SECOND_FACTOR_REQUIRED = True  # by role: foundation.accounts.roles; production refuses to start without
MFA_ADAPTER = "foundation.accounts.mfa.adapter.HouseMFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_FORMS = {
    "authenticate": "foundation.accounts.mfa.forms.CodeForm",
    "reauthenticate": "foundation.accounts.mfa.forms.ProofForm",
    "activate_totp": "foundation.accounts.mfa.forms.SetUpForm",
}
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_TOTP_TOLERANCE = 1
# everything else is closed to strangers; what stands here checks for itself who asks, or tells nobody anything
OPEN_TO_STRANGERS = (
    "/accounts/login/",
    "/accounts/logout/",
    "/accounts/inactive/",
    "/accounts/2fa/authenticate/",
    "/accounts/2fa/webauthn/login/",
    "/accounts/oidc/",
    "/.well-known/",
    "/identity/o/api/",
    "/identity/o/logout",  # who is not logged in has nothing to leave
    "/offline/",  # names nobody; the worker of the browser fetches both
    "/sw.js",
    "/messages/receipts/",  # the SMS gateway; its address holds a secret
    "/live/ingest/",  # the ingest server, with a word only it knows; everybody else is told there is no such address
    "/exchange/v1/",  # the system of the government: a service token and a signature
    "/i/",  # a one-time link; whoever opens it is told nothing without one that works
    "/admin/login/",
    "/size/",
    STATIC_URL,
    "/healthz",
    "/readyz",
    "/open/",  # public data, counted by the address that asks
    "/api/",  # bearer tokens only; a session does not count there
)
OIDC_KEY_DIR = os.environ.get("OIDC_KEY_DIR", str(VAR_DIR / "keys" / "oidc"))
WAGTAIL_USER_TIME_ZONES = ["Asia/Shanghai"]  # the full list holds a name that browsers refuse
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False  # one place to change a password, with its limits
WAGTAIL_PASSWORD_RESET_ENABLED = False  # staff reset a password after checking who asks
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
SHOW_PARTS = False  # the shared parts of the portal, at /parts/; in the demo they are shown anyway
CLAMD = os.environ.get("CLAMD", "")  # virus scanner: unix:/run/clamav/clamd.ctl or tcp:host:3310
HOTLINE = os.environ.get("HOTLINE", "0000-12345678")

# --- Language and time ------------------------------------------------------------------------------------
LANGUAGE_CODE = "zh-hans"
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [("zh-hans", "简体中文"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True
USE_I18N = True
WAGTAIL_I18N_ENABLED = True
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False  # a translation takes the three reviews too
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES

# --- Wagtail ----------------------------------------------------------------------------------------------
WAGTAIL_SITE_NAME = os.environ.get("SITE_NAME", "示例市人大常委会")
SITE_BASE_URL = os.environ.get("SITE_BASE_URL", "http://127.0.0.1:8080").rstrip("/")
OPEN_DATA_URL = os.environ.get("OPEN_DATA_URL", "").rstrip("/")  # where the public reaches /open/, if at all
# 0 where the network ends at the wall
CHECK_EXTERNAL_LINKS = os.environ.get("CHECK_EXTERNAL_LINKS", "1") == "1"
WAGTAILADMIN_BASE_URL = os.environ.get("WEB_BASE_URL", "http://127.0.0.1:8000").rstrip("/")
WAGTAILIMAGES_IMAGE_MODEL = "library.SiteImage"
WAGTAILDOCS_DOCUMENT_MODEL = "library.SiteDocument"
WAGTAILDOCS_EXTENSIONS = ["pdf", "ofd", "doc", "docx", "xls", "xlsx", "csv", "txt", "zip"]
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None  # no outbound call that nobody asked for
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAILADMIN_COMMENTS_ENABLED = True
WAGTAIL_WORKFLOW_REQUIRE_REAPPROVAL_ON_EDIT = True
WAGTAIL_FINISH_WORKFLOW_ACTION = "cms.editorial.finish.publish_approved"
WAGTAILSEARCH_BACKENDS = MODELSEARCH_BACKENDS = {
    "default": {"BACKEND": "foundation.search.backend", "AUTO_UPDATE": True}
}
TAGGIT_CASE_INSENSITIVE = True

# --- Jobs -------------------------------------------------------------------------------------------------
# The ledger (foundation.jobs) is the truth; Celery only wakes workers, so a message may be lost or doubled.
CELERY_BROKER_URL = os.environ.get("BROKER_URL", "filesystem://localhost/")  # or redis://…, amqp://…
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "filesystem": {"folder": str(VAR_DIR / "broker"), "polling_interval": 0.2},
    # redelivery after visibility_timeout + a sweep; the defaults add up to 100 seconds of sweep
    "redis": {
        "visibility_timeout": 60,
        "unacked_restore_interval": 5,
        "unacked_restore_throttle": 1,
        "socket_connect_timeout": 2,  # a request must not hang on a broker that is away
        "socket_timeout": 30,
    },
}.get(CELERY_BROKER_URL.partition(":")[0], {})
CELERY_IMPORTS = ["foundation.jobs.tasks"]
CELERY_TASK_IGNORE_RESULT = True
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_MAX_RETRIES = None
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_ENABLE_REMOTE_CONTROL = False  # jobs are cancelled in the ledger; nothing to broadcast
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
JOBS_KEEP_DAYS = 90  # failed jobs are kept four times as long
CELERY_WORKER_CANCEL_LONG_RUNNING_TASKS_ON_CONNECTION_LOSS = False

# --- Messages to people -----------------------------------------------------------------------------------
SMS_RECEIPT_TOKEN = receipt_token_from(os.environ)  # part of the address to which the gateway brings receipts
NOTICE_CARRIERS = carriers_from(os.environ)  # SMS, mail, WeCom; none is connected by default
EMAIL_HOST, EMAIL_PORT = os.environ.get("EMAIL_HOST", "localhost"), int(os.environ.get("EMAIL_PORT", "25"))
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = os.environ.get("EMAIL_USER", ""), os.environ.get("EMAIL_PASSWORD", "")
EMAIL_USE_TLS, EMAIL_USE_SSL = os.environ.get("EMAIL_TLS") == "1", os.environ.get("EMAIL_SSL") == "1"
DEFAULT_FROM_EMAIL = os.environ.get("EMAIL_FROM", "noreply@localhost")

# --- Publishing -------------------------------------------------------------------------------------------
SITE_DIR = VAR_DIR / "site"  # releases, the `current` link, the snapshot and the asset store
RELEASE_KEY_FILE = os.environ.get("RELEASE_KEY_FILE", "")  # private key (PEM, mode 600) that signs releases
# where releases go: publishing/targets/address.py says how it is written
RELEASE_TARGETS = os.environ.get("RELEASE_TARGETS", "")
# the newest so many releases stay, all of so many days, and those marked 永久保留
RELEASES_KEEP, RELEASES_KEEP_DAYS = 30, 7
RELEASE_KEY_MAKE = False  # make the key when it is not there: only where nobody relies on it

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"  # Wagtail shows previews in a frame of its own origin
