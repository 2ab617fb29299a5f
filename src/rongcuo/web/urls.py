"""The addresses of the pages."""

from django.urls import path

from rongcuo.web.views import acts, cases, defence, directory, files, follow_up, policy, session, workbench

urlpatterns = [
    path("", workbench.workbench, name="workbench"),
    path("login/", session.log_in, name="login"),
    path("logout/", session.log_out, name="logout"),
    path("password/", session.password, name="password"),
    path("appearance/", session.appearance, name="appearance"),
    path("healthz", session.alive, name="alive"),
    path("cases/", cases.case_list, name="cases"),
    path("follow-up/", follow_up.follow_up, name="follow-up"),
    path("cases/open/", acts.opening, name="open"),
    path("cases/open/draft/", acts.opening_draft, name="open-draft"),
    path("cases/<uuid:casefile>/", cases.case, name="case"),
    path("cases/<uuid:casefile>/acts/<slug:act>/", acts.act, name="act"),
    path("cases/<uuid:casefile>/acts/<slug:act>/draft/", acts.draft, name="draft"),
    path("cases/<uuid:casefile>/attachments/<uuid:attachment>/", files.attachment, name="attachment"),
    path("cases/<uuid:casefile>/documents/<int:document>/", files.document, name="document"),
    path("policy/", policy.policy, name="policy"),
    path("policy/<str:clause>/", policy.clause, name="clause"),
    path("organs/", directory.organs, name="organs"),
    path("people/", directory.people, name="people"),
    path("people/<uuid:person>/", directory.person, name="person"),
    path("appointments/", directory.appointments, name="appointments"),
    path("defence/", defence.files, name="defences"),
    path("defence/<uuid:casefile>/", defence.file, name="defence"),
    path("defence/<uuid:casefile>/<slug:act>/", defence.act, name="defend"),
    path("defence/<uuid:casefile>/receipts/<int:sequence>/", defence.receipt, name="receipt"),
]
