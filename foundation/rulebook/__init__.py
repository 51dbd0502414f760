"""The rules of the house: numbers, times, lists and choices in data, each with its source and its history."""
