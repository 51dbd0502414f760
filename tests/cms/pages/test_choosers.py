"""Editors can put pictures and files of the library into what they write."""

import pytest

from cms.editorial.permissions import grant_role_permissions


@pytest.mark.parametrize("role", ["editor", "chief_editor"])
def test_pictures_and_files_can_be_chosen(site, add_image, add_file, client_for, role):
    grant_role_permissions()
    add_image(title="会场全貌")
    add_file(title="草案全文")
    client = client_for(role)
    pictures = client.get("/admin/images/chooser/").json()["html"]
    files = client.get("/admin/documents/chooser/").json()["html"]
    assert "会场全貌" in pictures
    assert "草案全文" in files


def test_an_editor_may_add_pictures_and_files(site, client_for):
    grant_role_permissions()
    client = client_for("editor")
    assert client.get("/admin/images/add/").status_code == 200
    assert client.get("/admin/documents/add/").status_code == 200
    assert client_for("first_reviewer").get("/admin/images/add/").status_code == 302
