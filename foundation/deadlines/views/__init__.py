"""Screens for staff: clocks, rules, calendar."""
