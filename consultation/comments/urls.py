"""Addresses of the screens under ``admin/comments/``."""

from django.urls import path

from consultation.comments.views import draft, entering, files, item, queue

app_name = "comments"

urlpatterns = [
    path("", queue.QueueView.as_view(), name="queue"),
    path("decide/", queue.DecideMarkedView.as_view(), name="decide_marked"),
    path("drafts/<int:draft_id>/", draft.DraftView.as_view(), name="draft"),
    path("drafts/<int:draft_id>/enter/", entering.EnterView.as_view(), name="enter"),
    path("drafts/<int:draft_id>/file/", entering.FileView.as_view(), name="file"),
    path("drafts/<int:draft_id>/file/take/", entering.TakeView.as_view(), name="take"),
    path("files/<uuid:uid>/", files.open_file, name="open_file"),
    path("<uuid:uid>/", item.ItemView.as_view(), name="item"),
    path("<uuid:uid>/decide/", item.DecideView.as_view(), name="decide"),
    path("<uuid:uid>/answer/", item.AnswerView.as_view(), name="answer"),
    path("<uuid:uid>/assign/", item.AssignView.as_view(), name="assign"),
    path("<uuid:uid>/files/", files.FilesView.as_view(), name="files"),
    path("<uuid:uid>/separate/", item.SeparateView.as_view(), name="separate"),
    path("<uuid:uid>/author/", item.AuthorView.as_view(), name="author"),
    path("<uuid:uid>/erase/", item.EraseView.as_view(), name="erase"),
]
