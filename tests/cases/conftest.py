"""Lets a comparison that fails in the driver show both sides, as one in a test does."""

import pytest

pytest.register_assert_rewrite("tests.cases.drive")
