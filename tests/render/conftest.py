"""The corpus of the batch's tests."""

from tests.batch.conftest import cleaned, corpus

__all__ = ["cleaned", "corpus"]
