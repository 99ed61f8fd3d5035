"""What went wrong in a store: with one object, or with the way to all of them."""

from __future__ import annotations

import errno
from collections.abc import Iterator

# Numbers of errors that the next attempt may not have.
PASSING = frozenset({
    errno.EAGAIN, errno.EBUSY, errno.EPIPE, errno.ENETDOWN, errno.ENETUNREACH, errno.EHOSTDOWN,
    errno.EHOSTUNREACH, errno.ETIMEDOUT, errno.ECONNREFUSED, errno.ECONNRESET, errno.ECONNABORTED,
    getattr(errno, "EREMOTEIO", errno.EBUSY),
})  # fmt: skip
# Classes of the libraries below the stores, which are not imported to be compared: connections of
# botocore, aiohttp and requests, names that are not resolved, credentials that are not there.
PASSING_CLASSES = frozenset({
    "ConnectionError", "HTTPClientError", "ClientConnectionError", "TimeoutError", "Timeout", "gaierror",
    "NoCredentialsError", "PartialCredentialsError", "CredentialRetrievalError", "TokenRetrievalError",
    "SSOTokenLoadError", "UnauthorizedSSOTokenError", "ProfileNotFound", "RefreshError",
})  # fmt: skip
# What S3 answers when not the object is refused but whoever asks, or the moment.
PASSING_CODES = frozenset({
    "ExpiredToken", "ExpiredTokenException", "InvalidToken", "TokenRefreshRequired", "InvalidAccessKeyId",
    "SignatureDoesNotMatch", "RequestTimeTooSkewed", "RequestTimeout", "SlowDown", "ServiceUnavailable",
    "InternalError", "Throttling", "ThrottlingException",
})  # fmt: skip
# Statuses of HTTP: too early, too many requests, and all that is the server's own fault.
TOO_MANY, OWN_FAULT = 429, 500
# An object that took another's place while it was read; it has the number of a store that is busy.
REPLACED = "FileExpired"


def passing(error: BaseException) -> BaseException | None:
    """What is wrong with the store, the network or the credentials; None when it is the object itself."""
    return next(filter(_is_passing, _causes(error)), None)


def complaint(error: BaseException) -> str:
    """What the error says, in one line."""
    if type(error).__name__ == REPLACED:
        return "it was replaced while it was read"
    told = str(getattr(error, "strerror", None) or error).strip().partition("\n")[0] or type(error).__name__
    if isinstance(error, FileNotFoundError):
        # Most stores say no more than the path; S3 tells a missing bucket from a missing object.
        return "there is no such bucket" if "bucket" in told and "/" not in told else "there is nothing"
    return f"access denied: {told}" if isinstance(error, PermissionError) else told


def _causes(error: BaseException) -> Iterator[BaseException]:
    seen: BaseException | None = error
    while seen is not None:
        yield seen
        seen = seen.__cause__


def _is_passing(error: BaseException) -> bool:
    names = {kind.__name__ for kind in type(error).__mro__}
    if REPLACED in names:
        return False
    if names & PASSING_CLASSES or getattr(error, "errno", None) in PASSING:
        return True
    status = getattr(error, "status", None) or getattr(error, "code", None)
    if isinstance(status, int) and (status == TOO_MANY or status >= OWN_FAULT):
        return True
    answer = getattr(error, "response", None)
    code = answer.get("Error", {}).get("Code") if isinstance(answer, dict) else None
    return code in PASSING_CODES
