"""Starting the server: the kernel warm, the pages there, the address said, Ctrl-C at once.

Here lives what happens before the first answer and after the last. Never here: a route.
"""

import socket
import threading
import webbrowser
from collections.abc import Callable
from contextlib import suppress

from ostrakon.errors import fail
from ostrakon.web.app import STATIC, make_app
from ostrakon.web.guard import LOOPBACK, new_token
from ostrakon.web.limits import Limits

EVERYWHERE = ("0.0.0.0", "::")      # all addresses of this machine
MOST_CONNECTIONS = 400      # at once, of all pages; more are told to come again
WARM = 2_000                # people of the run that compiles the kernel


def serve(host: str, port: int, limits: Limits, workers: int, said: Callable[[str], None], open_page: bool) -> None:
    """Serve until Ctrl-C. Raises OST9003 without the pages, OST9004 for an address that cannot be had."""
    if not (STATIC / "index.html").is_file():
        fail("OST9003", f"there is no {STATIC.name}/index.html in the installed package",
             remedy="in a clone: make serve, which builds them with Node 20; else install a wheel: it has them")
    with bound(host, port) as listening:
        _serve(host, listening, limits, workers, said, open_page)


def _serve(host: str, listening: socket.socket, limits: Limits, workers: int, said: Callable[[str], None], open_page: bool) -> None:
    import uvicorn

    port = listening.getsockname()[1]
    token = None if host in LOOPBACK else new_token()
    app = make_app(limits, workers, frozenset({*LOOPBACK, host.lower(), *((socket.gethostname().lower(),) if token else ())}), token)
    name = socket.gethostname() if host in EVERYWHERE else "127.0.0.1" if host in ("127.0.0.1", "localhost") else host
    shown = f"[{name}]" if ":" in name else name
    address = f"http://{shown}:{port}/" + (f"?token={token}" if token else "")
    warm()
    said(address)
    if open_page:
        threading.Timer(0.5, webbrowser.open, [address]).start()
    config = uvicorn.Config(app, log_level="warning", access_log=False, ws="websockets-sansio", ws_max_size=4_000_000, ws_max_queue=64,
                            limit_concurrency=MOST_CONNECTIONS, timeout_graceful_shutdown=1, server_header=False, date_header=False)
    with suppress(KeyboardInterrupt):       # which uvicorn raises again when all is closed; it is how a server ends
        uvicorn.Server(config).run(sockets=[listening])


def bound(host: str, port: int) -> socket.socket:
    """A listening socket. Raises OST9004."""
    try:
        family, kind, proto, _, at = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        found = socket.socket(family, kind, proto)
        try:
            found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            found.bind(at)
            found.listen(128)
        except OSError:
            found.close()
            raise
        return found
    except OSError as error:
        fail("OST9004", f"{host}:{port}: {error.strerror or error}", remedy="name another --port, or 0 for any that is free")


def warm() -> None:
    """Have the kernel compiled before anybody asks."""
    from ostrakon.engine.scenario import Scenario
    from ostrakon.engine.simulate import simulate

    simulate(Scenario("article-2018", people=WARM, days=28), workers=1)
