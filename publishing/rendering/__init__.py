"""From a planned page to checked HTML: theme, filters, Pelican's objects, hardening, links, previews."""
