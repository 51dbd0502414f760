"""Single sign-on, both ways: this system as identity provider of the house, and as client of the city's platform."""
