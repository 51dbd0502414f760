"""Rich text of the editor becomes final, clean HTML: every link resolved, nothing but the tags readers need."""

from collections.abc import Callable

import nh3
from lxml import html

TAGS = {
    *("p", "br", "h2", "h3", "h4", "ul", "ol", "li", "a", "strong", "em", "sup", "sub", "blockquote"),
    *("table", "caption", "thead", "tbody", "tr", "th", "td"),
}
ATTRIBUTES = {
    "a": {"href"},
    "ol": {"start"},
    "th": {"scope", "colspan", "rowspan"},
    "td": {"colspan", "rowspan"},
}
SCHEMES = {"http", "https", "mailto", "tel"}
MEANING = {"b": "strong", "i": "em"}  # the editor writes looks, readers get meaning

#: Gives the address of a link from its attributes, or None when readers could not open it.
Resolver = Callable[[dict[str, str]], str | None]


def final_html(source: str, resolve: Resolver) -> str:
    """Clean `source`; a link that leads nowhere for a reader stays as plain text."""
    if not source or not source.strip():
        return ""
    tree = html.fragment_fromstring(source, create_parent="div")
    for element in list(tree.iter(*MEANING)):
        element.tag = MEANING[element.tag]
    for link in list(tree.iter("a")):
        address = resolve(dict(link.attrib))
        if address is None:
            link.drop_tag()
        else:
            link.attrib.clear()
            link.set("href", address)
    inner = (tree.text or "") + "".join(html.tostring(child, encoding="unicode") for child in tree)
    return nh3.clean(inner, tags=TAGS, attributes=ATTRIBUTES, url_schemes=SCHEMES, link_rel=None).strip()


def links(source: str) -> list[dict[str, str]]:
    """The attributes of every link in `source`."""
    if not source or "<a" not in source:
        return []
    return [dict(link.attrib) for link in html.fragment_fromstring(source, create_parent="div").iter("a")]
