"""Every setting, read once from the environment. `docs/self-host.md` lists them for operators."""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import urlsplit

import dj_database_url
from django.utils.translation import gettext_lazy as _

from minassa.config.environment import flag, generated, number, text, words
from minassa.config.storing import media_storage

BASE = Path(__file__).resolve().parent.parent
VAR = Path(text("MINASSA_VAR", "var")).resolve()

TESTING = flag("MINASSA_TESTING")
DEBUG = flag("MINASSA_DEBUG")
SECRET_KEY = text("MINASSA_SECRET_KEY") or generated(VAR / "keys" / "secret_key")
# Newest first: the first seals, all of them open. `minassa keys rotate` adds one in front.
SEALING_KEYS_FILE = VAR / "keys" / "sealing_keys"
SEALING_KEYS = words("MINASSA_SEALING_KEYS")

# The address people reach Minassa under; mails, invitations and platforms' callbacks are built from it.
PUBLIC_URL = text("MINASSA_URL", f"http://127.0.0.1:{number('MINASSA_PORT', 8000)}").rstrip("/")
_public = urlsplit(PUBLIC_URL)
SECURE = _public.scheme == "https"
ALLOWED_HOSTS = [_public.hostname or "127.0.0.1", "127.0.0.1", "localhost", *words("MINASSA_HOSTS")]
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL]
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
# One proxy in front says how people came and from where; without one, nobody's word for it is taken.
_behind_proxy = flag("MINASSA_BEHIND_PROXY")
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _behind_proxy else None
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if _behind_proxy else 0
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if SECURE_PROXY_SSL_HEADER else 0  # tries at signing in are counted by address
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

# Hosts inside the operator's own network that connectors may call: "host", "host:port" or "10.0.0.0/8".
ALLOWED_INSIDE_HOSTS = words("MINASSA_ALLOW_HOSTS")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django_htmx",
    "minassa.web",
    "minassa.posts",
    "minassa.planning",
    "minassa.channels",
    "minassa.media",
    "minassa.events",
    "minassa.people",
    "minassa.jobs",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "minassa.web.middleware.ContentPolicy",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "minassa.web.middleware.PersonLanguage",
    "minassa.web.middleware.TermEnds",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "minassa.web.middleware.Refusals",
]
ROOT_URLCONF = "minassa.config.urls"
WSGI_APPLICATION = "minassa.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "minassa.web.context.shell",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.DjangoTemplates"

DATABASES = {"default": dj_database_url.parse(text("DATABASE_URL", "postgresql:///minassa"))}
DATABASES["default"] |= {"CONN_MAX_AGE": 600, "CONN_HEALTH_CHECKS": True, "ATOMIC_REQUESTS": False}
# A host that vanished is noticed by the database within half a minute, and its locks are freed.
DATABASES["default"].setdefault("OPTIONS", {})
_given = DATABASES["default"]["OPTIONS"].get("options", "")
_alive = "-c tcp_keepalives_idle=10 -c tcp_keepalives_interval=5 -c tcp_keepalives_count=3"
DATABASES["default"]["OPTIONS"]["options"] = f"{_alive} {_given}".strip()
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    },
}

AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "MinimumLengthValidator", "CommonPasswordValidator")
]
if TESTING:  # hashing slowly is the point of the real ones
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "minassa.web.accounts.Adapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"  # addresses come from invitations, which prove them
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_RATE_LIMITS = {"login": "30/m/ip", "login_failed": "10/m/ip,5/5m/key", "approval_link": "30/m/ip"}
MFA_ADAPTER = "minassa.web.accounts.SecondFactors"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not SECURE
MFA_TOTP_ISSUER = "Minassa"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 30

LANGUAGES = [("ar", _("Arabic")), ("en", _("English"))]
LANGUAGE_CODE = "ar"
LOCALE_PATHS = [BASE / "locale"]
FORMAT_MODULE_PATH = "minassa.config.formats"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "/static/"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG or TESTING
MEDIA_ROOT = Path(text("MINASSA_MEDIA", str(VAR / "media"))).resolve()
MEDIA_BUCKET = text("MINASSA_S3_BUCKET")  # instead of the folder, when there is one
STORAGES = {
    "default": media_storage(),
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_000_000
FILE_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
FILE_UPLOAD_HANDLERS = [
    "minassa.media.receiving.Bounded",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500

EMAIL_HOST = text("MINASSA_MAIL_HOST")
EMAIL_PORT = number("MINASSA_MAIL_PORT", 587)
EMAIL_HOST_USER = text("MINASSA_MAIL_USER")
EMAIL_HOST_PASSWORD = text("MINASSA_MAIL_PASSWORD")
EMAIL_USE_TLS = flag("MINASSA_MAIL_STARTTLS", EMAIL_PORT == 587)
EMAIL_USE_SSL = flag("MINASSA_MAIL_TLS", EMAIL_PORT == 465)
EMAIL_TIMEOUT = 15
DEFAULT_FROM_EMAIL = text("MINASSA_MAIL_FROM", f"minassa@{_public.hostname}")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{levelname} {name} {message}", "style": "{"}},
    "filters": {"refusals": {"()": "minassa.config.logs.Refusals"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain", "filters": ["refusals"]}},
    "root": {"handlers": ["stderr"], "level": text("MINASSA_LOG_LEVEL", "INFO")},
    # These print whole addresses, and Telegram's carries its token.
    "loggers": {name: {"level": "WARNING"} for name in ("httpx", "httpcore", "PIL")},
}

os.environ.setdefault("PGCONNECT_TIMEOUT", "10")
