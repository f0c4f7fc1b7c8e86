"""A headless Chromium for tests, driven through the pipe of its DevTools protocol; it needs no library.

All that it asks of the network, but for addresses of this machine, goes to a proxy that refuses and counts it.
"""

from __future__ import annotations

import base64
import json
import os
import shutil
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import BaseHTTPRequestHandler, SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

__all__ = ["Page", "chromium", "find_chromium", "served"]

# The last ones keep the browser itself from asking its makers for anything: what is left is what a page asks.
SWITCHES = """--headless=new --no-sandbox --no-first-run --no-default-browser-check --disable-gpu --hide-scrollbars
--disable-background-networking --disable-component-update --disable-sync --disable-default-apps --disable-extensions
--disable-domain-reliability --disable-client-side-phishing-detection --metrics-recording-only --mute-audio
--gaia-url=http://127.0.0.1:9 --apps-gallery-update-url=http://127.0.0.1:9 --component-updater=url-source=http://127.0.0.1:9
--gcm-checkin-url=http://127.0.0.1:9 --gcm-registration-url=http://127.0.0.1:9 --gcm-mcs-endpoint=http://127.0.0.1:9
--disable-dev-shm-usage --remote-debugging-pipe
--disable-features=OptimizationHints,MediaRouter,Translate,AutofillServerCommunication,NetworkTimeServiceQuerying,\
PreconnectToSearch,AimEnabled,AimServerEligibilityEnabled,AimServerRequestOnStartup,AimServerRequestOnStartupEnabled"""


def find_chromium() -> str | None:
    """The browser of this machine."""
    return shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


class Page:
    """The one tab of a browser. `refused` lists what it asked of other machines, `errors` what its scripts raised."""

    def __init__(self, send: Any, receive: Any, refused: list[str]) -> None:
        self.refused = refused
        self.errors: list[str] = []
        self._send, self._receive = send, receive
        self._number = 0
        (target,) = [each for each in self._call("Target.getTargets")["targetInfos"] if each["type"] == "page"]
        attached = self._call("Target.attachToTarget", targetId=target["targetId"], flatten=True)
        self._session: str | None = attached["sessionId"]
        for domain in ("Page", "Runtime"):
            self.call(f"{domain}.enable")

    def call(self, method: str, **parameters: Any) -> Any:
        """Call a method of the protocol on the tab."""
        return self._call(method, self._session, **parameters)

    def _call(self, method: str, session: str | None = None, **parameters: Any) -> Any:
        self._number += 1
        message = {"id": self._number, "method": method, "params": parameters}
        if session is not None:
            message["sessionId"] = session
        self._send.write(json.dumps(message).encode() + b"\0")
        self._send.flush()
        while True:
            answer = self._next()
            if answer.get("id") == self._number:
                assert "error" not in answer, f"{method}: {answer['error']}"
                return answer["result"]

    def _next(self) -> Any:
        received = bytearray()
        while (byte := self._receive.read(1)) != b"\0":
            assert byte, "the browser has ended"
            received += byte
        message = json.loads(received)
        if message.get("method") == "Runtime.exceptionThrown":
            details = message["params"]["exceptionDetails"]
            self.errors.append(details.get("exception", {}).get("description") or details["text"])
        return message

    def run(self, script: str) -> Any:
        """The value of an expression of JavaScript in the tab, of a promise what it is kept with."""
        done = self.call("Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True, userGesture=True)
        assert "exceptionDetails" not in done, done["exceptionDetails"]
        return done["result"].get("value")

    def wait(self, script: str, seconds: float = 180) -> None:
        """Wait until an expression is true; the time limit is for a page that never gets there."""
        end = time.monotonic() + seconds
        while not self.run(f"Boolean({script})"):
            assert time.monotonic() < end, f"never true: {script}\n{self.errors}\n{self.run('document.body.innerText')}"
            time.sleep(0.05)

    def open(self, address: str) -> None:
        """Open an address, and wait until it is loaded."""
        self.call("Page.navigate", url=address)
        self.wait(f"location.href.startsWith({json.dumps(address)}) && document.readyState === 'complete'")

    def key(self, key: str, modifiers: int = 0) -> None:
        """Press a key, named as in JavaScript; `modifiers` is 8 for Shift."""
        text = {"Enter": "\r", " ": " "}.get(key, key if len(key) == 1 else "")
        code = {"Tab": 9, "Enter": 13, " ": 32, "ArrowDown": 40, "ArrowUp": 38, "ArrowLeft": 37, "ArrowRight": 39}
        code |= {"End": 35, "Home": 36, "PageDown": 34, "PageUp": 33}
        common = {"key": key, "code": key, "windowsVirtualKeyCode": code.get(key, 0), "modifiers": modifiers}
        self.call("Input.dispatchKeyEvent", type="keyDown", text=text, **common)
        self.call("Input.dispatchKeyEvent", type="keyUp", **common)

    def screen(self, width: int, height: int = 900, *, dark: bool = False) -> None:
        """Set the size of the screen in pixels, and whether a dark colour scheme is preferred."""
        self.call(
            "Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=width < 600
        )
        feature = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self.call("Emulation.setEmulatedMedia", features=[feature])

    def picture(self, path: Path) -> None:
        """Write a picture of the tab as PNG."""
        path.write_bytes(base64.b64decode(self.call("Page.captureScreenshot", format="png")["data"]))


@contextmanager
def chromium(profile: Path) -> Iterator[Page]:
    """A browser with a new profile in that folder."""
    command = find_chromium()
    assert command is not None
    refused: list[str] = []
    with _serving(partial(_Refusing, refused)) as proxy:
        to_browser, to_send = os.pipe()
        to_receive, from_browser = os.pipe()
        # The browser reads descriptor 3 and writes to 4.
        script = f'exec "$@" 3<&{to_browser} 4>&{from_browser}'
        process = subprocess.Popen(
            [
                *("bash", "-c", script, "chromium", command, *SWITCHES.split()),
                *(f"--proxy-server=http://{proxy}", f"--user-data-dir={profile}", "about:blank"),
            ],
            pass_fds=(to_browser, from_browser),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(to_browser)
        os.close(from_browser)
        try:
            with open(to_send, "wb") as send, open(to_receive, "rb") as receive:  # noqa: PTH123 - these are pipes
                yield Page(send, receive, refused)
        finally:
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address of a loopback server of the files in a folder."""
    with _serving(partial(_Files, directory=str(folder))) as host:
        yield f"http://{host}"


@contextmanager
def _serving(handler: Any) -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield f"127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()


class _Files(SimpleHTTPRequestHandler):
    extensions_map = {  # noqa: RUF012 - as its base has it; not the machine's own table, which may lack some
        **SimpleHTTPRequestHandler.extensions_map,
        ".js": "text/javascript",
        ".mjs": "text/javascript",
        ".wasm": "application/wasm",
    }

    def log_message(self, *_: object) -> None:
        """Print nothing."""


class _Refusing(BaseHTTPRequestHandler):
    """A proxy that lets nothing through, and remembers what was asked."""

    def __init__(self, refused: list[str], *arguments: Any) -> None:
        self._refused = refused
        super().__init__(*arguments)

    def handle_one_request(self) -> None:
        """Remember the line of the request, whatever its method."""
        self._refused.append(self.rfile.readline(65537).decode("latin-1").strip())
        self.close_connection = True
        self.wfile.write(b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")

    def log_message(self, *_: object) -> None:
        """Print nothing."""
