"""The second step of a login: allauth.mfa with our words, our limits and encrypted secrets."""
