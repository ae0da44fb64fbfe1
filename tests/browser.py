"""A test client that behaves like our pages' browser and inspects every page it opens."""

import secrets
import time
from contextvars import Context
from urllib.parse import unquote

from itsdangerous import URLSafeTimedSerializer

from tadamon.extensions import db
from tests.inspector import inspect_fragment, inspect_page

HTMX = {"HX-Request": "true"}


class Browser:
    """`get` and `post` return the response; HTML ones carry `.page`, a Page that passed inspection.

    `htmx=True` asks as htmx does. A form's token is added to every post.
    """

    def __init__(self, app, language="ar", signed_in=True):
        self.client = app.test_client()
        self.signed_in, self.language, self.token, self.user_id = signed_in, language, None, None
        self.client.set_cookie("lang", language)

    def enter(self, user):
        """Sign in as `user` without the form."""
        with self.client.session_transaction() as cookie:
            cookie["_user_id"], cookie["_fresh"] = user.get_id(), True
            cookie["started"] = cookie["seen"] = int(time.time())
        self.user_id = user.id
        return self

    def get(self, path, htmx=False, follow=False, headers=None):
        headers = (headers or {}) | (HTMX if htmx else {})
        return self._inspected(self.raw("get", path, headers=headers, follow_redirects=follow), htmx)

    def post(self, path, data=None, htmx=False, follow=False, headers=None, token=True, **fields):
        data = (data or {}) | fields
        if token:
            data = {"csrf_token": self._token()} | data
        headers = (headers or {}) | (HTMX if htmx else {})
        answer = self.raw("post", path, data=data, headers=headers, follow_redirects=follow)
        return self._inspected(answer, htmx)

    def send(self, form, htmx=False, **fields):
        """Fill in a form of a page and send it."""
        return self.post(form.action, form.fields | fields, htmx=htmx)

    def raw(self, verb, path, **options):
        """The answer uninspected. As in real life the request finds no context, person or session of the test's."""
        db.session.rollback()
        return Context().run(getattr(self.client, verb), path, **options)

    def _token(self):
        """What Flask-WTF writes into the forms of this session; made here, for most posts stand for a page open before."""
        if self.token is None:
            with self.client.session_transaction() as cookie:
                known = cookie.setdefault("csrf_token", secrets.token_hex(20))
            signer = URLSafeTimedSerializer(self.client.application.secret_key, salt="wtf-csrf-token")
            self.token = signer.dumps(known)
        return self.token

    def _inspected(self, response, htmx):
        response.page = None
        response.said = unquote(response.headers.get("X-Said", ""))
        if response.mimetype == "text/html" and response.status_code not in (301, 302, 303, 307, 308):
            if not response.get_data():
                return response
            if htmx and response.headers.get("HX-Redirect") is None:
                response.page = inspect_fragment(response, signed_in=self.signed_in)
            else:
                response.page = inspect_page(response, language=self.language, signed_in=self.signed_in)
        return response
