"""Pelican's settings for a stock theme: as a site made by Pelican would have them, with the addresses of this site."""

import json
from typing import Any

from ...rendering.render import pelican_settings
from ...rendering.theme import Theme

#: Names in `Setup.options`, both JSON: names of plugins, and settings for them and for the theme.
PLUGINS, SETTINGS = "pelican_plugins", "pelican_settings"


def stock_settings(
    theme: Theme, content: str, output: str, site_url: str, options: dict[str, str], **more: Any
) -> Any:
    static = next((one.file.split("/")[0] for one in theme.assets.values()), "static")
    chosen = json.loads(options.get(SETTINGS) or "{}")
    standard = {
        "DIRECT_TEMPLATES": ["index", "tags", "categories", "authors", "archives"],
        "TAGS_SAVE_AS": "tags/index.html",
        "TAGS_URL": "tags/",
        "ARTICLE_TRANSLATION_ID": "translation_group",
        "PAGE_TRANSLATION_ID": "translation_group",
        "DEFAULT_PAGINATION": 20,
        "DEFAULT_DATE_FORMAT": "%Y-%m-%d",
        "THEME_STATIC_DIR": f"{theme.assets_prefix.strip('/')}/{static}",
        "THEME_STATIC_PATHS": ["static"],
        "FEED_DOMAIN": site_url,
        "FEED_ALL_ATOM": "atom.xml",
        "FEED_ALL_RSS": "rss.xml",
        "CATEGORY_FEED_ATOM": "{slug}/atom.xml",
        "MENUITEMS": [],
        "JINJA_ENVIRONMENT": {"trim_blocks": True, "lstrip_blocks": True, "extensions": []},
    }
    plugins = json.loads(options.get(PLUGINS) or "[]")
    values = {**standard, **chosen, "PLUGINS": plugins, **more}
    settings = pelican_settings(str(theme.folder), content, output, site_url, **values)
    settings["THEME_STATIC_PATHS"] = []  # Pelican has seen them; the release has them already
    return settings
