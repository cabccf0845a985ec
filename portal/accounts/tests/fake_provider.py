"""A provider of sign-in that answers over HTTP as OpenID Connect says, and lies when it is told."""

import base64
import hashlib
import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT_ID, CLIENT_SECRET = "cong", "bi-mat-cua-cong"
# Making a key takes long; two are enough for all tests.
KEYS = [rsa.generate_private_key(public_exponent=65537, key_size=2048) for _number in range(2)]
PUBLISHED, FOREIGN = KEYS


class FakeProvider:
    """Runs in a thread on a free port of this machine.

    Attributes:
        claims: what it says of the person who signs in; None leaves a usual claim out.
        user_info: what it answers on the person, where the token does not say it.
        sign_with: key and algorithm of its tokens.
        challenge: the PKCE challenge that it was shown at the beginning.
        requests: paths that were asked for.
    """

    def __init__(self) -> None:
        self.claims: dict = {}
        self.user_info: dict = {}
        self.config: dict = {}
        self.sign_with: tuple = (PUBLISHED, "RS256")
        self.key_id = "k1"
        self.challenge = ""
        self.requests: list[str] = []
        self.is_broken = False
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.issuer = f"http://127.0.0.1:{self._server.server_port}"
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def answer(self, path: str, form: dict[str, str], authorization: str) -> tuple[int, dict]:
        """Status and body for a request."""
        self.requests.append(path)
        if self.is_broken:
            return 500, {}
        match path:
            case "/.well-known/openid-configuration":
                return 200, self._configuration()
            case "/keys":
                return 200, {"keys": [self._published_key()]}
            case "/token":
                return self._token(form)
            case "/userinfo" if authorization == "Bearer mot-ma-truy-cap":
                return 200, self.user_info
        return 404, {}

    def _configuration(self) -> dict:
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/keys",
            "userinfo_endpoint": f"{self.issuer}/userinfo",
            "token_endpoint_auth_methods_supported": ["client_secret_post"],
            **self.config,
        }

    def _published_key(self) -> dict:
        key = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(PUBLISHED.public_key()))
        return {**key, "kid": "k1", "use": "sig", "alg": "RS256"}

    def _token(self, form: dict[str, str]) -> tuple[int, dict]:
        digest = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        shown = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        is_ours = (form.get("client_id"), form.get("client_secret")) == (CLIENT_ID, CLIENT_SECRET)
        if not is_ours or form.get("code") != "mot-ma" or shown != self.challenge:
            return 400, {"error": "invalid_grant"}
        return 200, {
            "access_token": "mot-ma-truy-cap",
            "token_type": "Bearer",
            "id_token": self._id_token(),
        }

    def _id_token(self) -> str:
        now = int(time.time())
        usual = {"iss": self.issuer, "aud": CLIENT_ID, "iat": now, "exp": now + 300}
        claims = {key: v for key, v in {**usual, **self.claims}.items() if v is not None}
        key, algorithm = self.sign_with
        return jwt.encode(claims, key, algorithm=algorithm, headers={"kid": self.key_id})

    def _handler(provider) -> type[BaseHTTPRequestHandler]:  # noqa: N805 the handler has its own self
        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self._send(b"")

            def do_POST(self) -> None:
                self._send(self.rfile.read(int(self.headers["Content-Length"])))

            def _send(self, body: bytes) -> None:
                form = {name: values[0] for name, values in parse_qs(body.decode()).items()}
                authorization = self.headers.get("Authorization", "")
                status, content = provider.answer(self.path, form, authorization)
                text = json.dumps(content).encode()
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(text)))
                self.end_headers()
                self.wfile.write(text)

            def log_message(self, *args) -> None:
                """Says nothing."""

        return Handler
