"""The search of the public site: index in the release, query, result page. Needs neither Django nor Pelican."""
