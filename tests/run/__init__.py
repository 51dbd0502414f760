"""Tests of the set-up, the checks and the test harness itself."""
