"""Scripts are strict wherever the pages are ours; Wagtail's own forms start theirs inline."""

import pytest

from cms.headers import policy


@pytest.mark.parametrize("path", ["/", "/accounts/login/", "/admin/", "/admin/editorial/review/5/"])
def test_our_own_pages_allow_no_inline_script(path):
    assert "script-src 'self';" in policy(path)


@pytest.mark.parametrize(
    "path", ["/admin/pages/5/edit/", "/admin/images/add/", "/admin/localize/submit/page/5/"]
)
def test_wagtails_forms_may_start_their_choosers(path):
    assert "script-src 'self' 'unsafe-inline';" in policy(path)
