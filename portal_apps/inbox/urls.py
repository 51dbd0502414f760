"""Addresses of the messages, below /messages/."""

from django.urls import path

from .views import board, choices, inbox, receipts

app_name = "inbox"
urlpatterns = [
    path("", inbox.inbox, name="index"),
    path("unread/", inbox.unread, name="unread"),
    path("mark/", inbox.mark, name="mark"),
    path("<int:pk>/open/", inbox.open_message, name="open"),
    path("choices/", choices.choices, name="choices"),
    path("choices/<int:pk>/", choices.choices_for, name="choices_for"),
    path("receipts/<slug:token>/", receipts.receipts, name="receipts"),
    path("outbox/", board.board, name="board"),
    path("outbox/act/", board.act_on_many, name="act_on_many"),
    path("outbox/<int:pk>/", board.copy, name="copy"),
]
