"""How long a frame of the city takes in this browser: moving the picture, and going to the next week. See city.md.

    python benchmarks/city.py [--people 100000 --people 1000000] [--frames 40]

Starts a server of its own and Debian's Chromium without a limit on frames a second. Without a graphics card, WebGL2 is drawn in software
(SwiftShader); "canvas" is what a browser without WebGL2 gets. The table is Markdown.
"""

import argparse
import json
import re
import statistics
import subprocess
import sys

from playwright.sync_api import Page, sync_playwright

CHROMIUM = "/usr/bin/chromium"
WAYS = {"webgl2": "", "canvas": "&plain=1"}
# Every drawing is waited for, so that what is measured is what was drawn and not what was asked for.
WAIT = """
const draw = WebGL2RenderingContext.prototype.drawArrays
WebGL2RenderingContext.prototype.drawArrays = function (...how) {
  draw.apply(this, how)
  this.readPixels(0, 0, 1, 1, this.RGBA, this.UNSIGNED_BYTE, new Uint8Array(4))
}
"""
# Each frame moves the picture a little, by the keys that a reader would use; times between frames, those of the first three left out.
MOVE = """(frames) => new Promise((done) => {
  const pad = document.querySelector('[role=application]'), times = []
  let way = 1
  const next = (now) => {
    times.push(now)
    if (times.length > frames + 3) { done(times.slice(4).map((t, n) => t - times[n + 3])); return }
    if (times.length % 8 === 0) way = -way
    pad.dispatchEvent(new KeyboardEvent('keydown', { key: way > 0 ? 'ArrowRight' : 'ArrowLeft', shiftKey: true, bubbles: true }))
    requestAnimationFrame(next)
  }
  requestAnimationFrame(next)
})"""
# From the slider's step to two frames after the legend has changed: the week is on the screen then.
WEEK = """(weeks) => new Promise(async (done) => {
  const slider = document.querySelector('input[type=range]'), times = []
  for (let n = 0; n < 12; n++) {
    const week = n % weeks, caption = document.querySelector('caption')
    const began = performance.now()
    slider.value = String(week)
    slider.dispatchEvent(new Event('input', { bubbles: true }))
    while (!new RegExp(`week ${week + 1}$`).test(caption.textContent)) await new Promise(requestAnimationFrame)
    await new Promise((f) => requestAnimationFrame(() => requestAnimationFrame(f)))
    if (n >= weeks) times.push(performance.now() - began)      // the first round fetches them
  }
  done(times)
})"""


def measured(page: Page, server: str, people: int, way: str, frames: int) -> dict[str, object]:
    """One row of the table."""
    page.goto("about:blank")
    page.goto(f"{server}#/city?people={people}&days=28&week=4&look=standing{WAYS[way]}")
    page.locator("tfoot").wait_for(timeout=300_000)
    page.wait_for_timeout(1500)
    whole = page.evaluate(WEEK, 4)
    page.get_by_role("button", name="Nearer").click()
    size = page.evaluate("(() => { const c = document.querySelector('canvas'); return `${c.width} × ${c.height}` })()")
    found = page.evaluate(MOVE, frames)
    return {"people": people, "drawn with": page.locator("[data-kind]").get_attribute("data-kind"), "pixels": size,
            "move, ms": statistics.median(found), "move, slowest tenth": sorted(found)[int(0.9 * len(found))],
            "another week, ms": statistics.median(whole)}


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--people", type=int, action="append")
    asked.add_argument("--frames", type=int, default=40)
    options = asked.parse_args()
    started = subprocess.Popen([sys.executable, "-m", "ostrakon", "serve", "--port", "0", "--no-open"], stdout=subprocess.PIPE, text=True)
    try:
        assert started.stdout is not None
        server = next(found[0] for line in started.stdout if (found := re.search(r"http://\S+", line)))
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=[
                "--no-sandbox", "--enable-unsafe-swiftshader", "--disable-frame-rate-limit", "--disable-gpu-vsync"])
            page = browser.new_page(viewport={"width": 1280, "height": 900})
            page.add_init_script(WAIT)
            card = page.evaluate("(() => { const gl = document.createElement('canvas').getContext('webgl2');"
                                 " return gl && gl.getParameter(gl.getExtension('WEBGL_debug_renderer_info').UNMASKED_RENDERER_WEBGL) })()")
            print(f"{browser.version}, {json.dumps(card)}")
            rows = [measured(page, server, people, way, options.frames)
                    for people in options.people or (100_000, 1_000_000) for way in WAYS]
            print("| " + " | ".join(rows[0]) + " |\n|" + " --- |" * len(rows[0]))
            for row in rows:
                print("| " + " | ".join(str(v) if isinstance(v, str) else f"{v:,.0f}" for v in row.values()) + " |")
            browser.close()
    finally:
        started.terminate()
        started.wait(timeout=20)


if __name__ == "__main__":
    main()
