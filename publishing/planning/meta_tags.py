"""Meta tags every kind of page must carry (政府网站网页标签): home 3, lists 7, articles 10 and more. Never an empty one."""

from typing import Any

from ..rendering import jinja_filters
from .facts import Facts
from .site import Head

Meta = list[dict[str, str]]


def _tags(**values: str) -> Meta:
    return [{"name": name, "content": text} for name, value in values.items() if (text := str(value).strip())]


def site_tags(facts: Facts) -> Meta:
    identity = facts.identity
    return _tags(
        SiteName=identity.get("full_name") or facts.name,
        SiteDomain=identity.get("domain", ""),
        SiteIDCode=identity.get("site_id_code", ""),
    )


def column_tags(facts: Facts, name: str, description: str, keywords: str, column_type: str) -> Meta:
    """A column always has the four; a missing text falls back to its name rather than to an empty tag."""
    return site_tags(facts) + _tags(
        ColumnName=name,
        ColumnDescription=description or name,
        ColumnKeywords=keywords or name,
        ColumnType=column_type or name,
    )


def column_page_tags(facts: Facts, column: Head) -> Meta:
    data = column["data"]
    return column_tags(
        facts,
        column["title"],
        data.get("description", ""),
        data.get("keywords", ""),
        data.get("column_type", ""),
    )


def _above(facts: Facts, column: Head) -> Meta:
    """The tags of a column, made once for all its articles."""
    made = facts.column_tags.get(column["id"])
    if made is None or made[0] is not column:
        made = facts.column_tags[column["id"]] = column, column_page_tags(facts, column)
    return made[1]


def article_tags(facts: Facts, head: Head, column: Head | None, canonical: str, site_url: str) -> Meta:
    """The ten an article must carry, then the recommended ones."""
    above = _above(facts, column) if column else column_tags(facts, head["title"], "", "", "")
    picture: dict[str, Any] | None = head["picture"]
    return above + _tags(
        ArticleTitle=head["title"],
        PubDate=jinja_filters.datetime(head["published"]),
        ContentSource=head["source"] or facts.identity.get("organiser", "") or facts.name,
        Keywords=",".join(tag["name"] for tag in head["tags"]),
        Author=head["author"],
        Description=head["summary"],
        Image=site_url + picture["fallback"]["path"] if picture else "",
        Url=canonical,
    )
