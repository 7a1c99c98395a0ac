"""Who may speak to the server, and what its pages may do: host, origin and token are checked, and every answer carries the policy.

Here lives the gate before all routes. Never here: a route. A page of another site that a reader has open cannot ask anything (its
origin differs), nor can one that points its own name at this machine (the host differs).
"""

import asyncio
import ipaddress
import secrets
from collections.abc import Awaitable, Callable, MutableMapping
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import parse_qs, urlsplit

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

COOKIE = "ostrakon-token"
LOOPBACK = ("127.0.0.1", "localhost", "::1")
MOST_BODY = 2_000_000           # bytes of one request
LONGEST = 20.0                  # seconds in which it has to be there
TOO_LARGE = "too large, or too slow"
POLICY = ("default-src 'none'; script-src 'self'; style-src 'self' 'nonce-{nonce}'; connect-src 'self'; img-src 'self' data: blob:; "
          "font-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'")
ALWAYS = {"x-content-type-options": "nosniff", "referrer-policy": "no-referrer", "cross-origin-opener-policy": "same-origin",
          "cross-origin-resource-policy": "same-origin", "permissions-policy": "camera=(), microphone=(), geolocation=()"}


def new_token() -> str:
    """A secret for one start of the server."""
    return secrets.token_urlsafe(24)


class Guard:
    """Wraps the application. token: asked of everybody, where the server is not bound to loopback alone."""

    def __init__(self, app: App, hosts: frozenset[str], token: str | None = None) -> None:
        self.app, self.hosts, self.token = app, hosts, token

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        headers = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]}
        reason = self._refuse(scope, headers)
        if reason:
            await _refused(scope, receive, send, reason)
            return
        scope["nonce"] = secrets.token_urlsafe(16)
        if scope["type"] == "http":
            body = await _body(receive)
            if body is None:
                await _refused(scope, receive, send, TOO_LARGE)
                return
            receive = _again(body, receive)

        async def guarded(message: MutableMapping[str, Any]) -> None:
            if message["type"] == "http.response.start":
                policy = {**ALWAYS, "content-security-policy": POLICY.format(nonce=scope["nonce"])}
                if self.token and self._given(scope) == self.token:
                    policy["set-cookie"] = f"{COOKIE}={self.token}; HttpOnly; SameSite=Strict; Path=/"
                message["headers"] = [*message.get("headers", ()), *((k.encode(), v.encode()) for k, v in policy.items())]
            await send(message)

        await self.app(scope, receive, guarded)

    def _refuse(self, scope: Scope, headers: dict[str, str]) -> str:
        """Why this is not answered, or ''."""
        name = _name(headers.get("host", ""))
        if name not in self.hosts and not (self.token and _is_address(name)):       # only a name can be pointed elsewhere
            return "this server does not go by that name"
        origin = headers.get("origin")
        if origin is not None and (urlsplit(origin).netloc != headers.get("host") or urlsplit(origin).scheme not in ("http", "https")):
            return "another site asks"
        if scope["type"] == "websocket" and origin is None:
            return "a websocket without an origin"
        if headers.get("content-length", "0").isdigit() and int(headers.get("content-length", "0")) > MOST_BODY:
            return TOO_LARGE
        if headers.get("sec-fetch-site") in ("cross-site", "same-site") and scope["path"].startswith("/api"):
            return "another site asks"
        if self.token and not any(secrets.compare_digest(given.encode(), self.token.encode())
                                  for given in (self._given(scope), _cookie(headers)) if given):
            return "a token is needed: open the address that the server printed when it started"
        return ""

    @staticmethod
    def _given(scope: Scope) -> str:
        given: str = parse_qs(scope.get("query_string", b"").decode("latin-1")).get("token", [""])[0]
        return given


def _cookie(headers: dict[str, str]) -> str:
    found = SimpleCookie(headers.get("cookie", "")).get(COOKIE)
    return found.value if found else ""


def _name(host: str) -> str:
    """The name of a host header without its port."""
    return (urlsplit(f"//{host}").hostname or "").lower() if host else ""


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


async def _body(receive: Receive) -> bytes | None:
    """All of a request's body, whatever length it says it has; None when it is too large or does not come."""
    found = bytearray()
    try:
        async with asyncio.timeout(LONGEST):
            while True:
                message = await receive()
                found += message.get("body", b"")
                if len(found) > MOST_BODY:
                    return None
                if not message.get("more_body", False):
                    return bytes(found)
    except TimeoutError:
        return None


def _again(body: bytes, receive: Receive) -> Receive:
    """The body as one message, then whatever comes after it."""
    given = False

    async def once() -> MutableMapping[str, Any]:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return once


async def _refused(scope: Scope, receive: Receive, send: Send, reason: str) -> None:
    if scope["type"] == "websocket":
        await receive()
        await send({"type": "websocket.close", "code": 1008, "reason": reason[:120]})
        return
    status = 413 if reason == TOO_LARGE else 403
    headers = [(b"content-type", b"text/plain; charset=utf-8"), *((k.encode(), v.encode()) for k, v in ALWAYS.items())]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": f"{reason}\n".encode()})
