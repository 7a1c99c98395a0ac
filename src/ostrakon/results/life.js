"use strict";
// Opens, walks and names the marks of the drawing. All it shows is in the tables of the page; it makes no request and keeps nothing.
(() => {
  const by = (id) => document.getElementById(id);
  const plot = document.querySelector("svg.plot"), moves = document.querySelector(".moves"), panel = by("panel"), tip = by("tip");
  const draw = (name, css) => {
    const found = document.createElementNS(plot.namespaceURI, name);
    found.setAttribute("class", css);
    found.style.display = "none";
    return plot.appendChild(found);
  };
  const cursor = draw("path", "cursor"), halo = draw("circle", "halo");
  halo.setAttribute("r", "9.5");
  const lives = [...plot.querySelectorAll(".marks")].map((g) => [...g.querySelectorAll("a")].map((a) => {
    const title = a.querySelector("title");
    a.setAttribute("aria-label", title.textContent);
    title.remove();
    const symbols = [...a.querySelectorAll("use")].map((use) => {
      const at = use.transform.baseVal.getItem(0).matrix;
      return { x: at.e, y: at.f, sort: use.getAttribute("class").slice(2), shown: true };
    });
    a.tabIndex = -1;
    return { a, symbols, x: +a.dataset.x, y: +a.dataset.y, quiet: a.classList.contains("quiet"), shown: true };
  }));
  const every = lives.flat();
  let open = null;
  // What the style sheet hides, told from the same boxes: to ask for styles at every key would be slow.
  const look = () => {
    const off = new Set([...document.querySelectorAll(".legend input:not(:checked)")].map((box) => box.id.slice(2)));
    for (const mark of every) {
      for (const s of mark.symbols) s.shown = !off.has(s.sort) && !(mark.quiet && off.has("quiet"));
      mark.shown = mark.symbols.some((s) => s.shown);
    }
  };
  const shown = (mark) => mark.shown;
  const lifeOf = (mark) => lives.find((life) => life.includes(mark));

  // One mark of each life can be reached with the tabulator; arrow keys go on from there.
  const stops = lives.map(() => null);
  const reach = (mark) => lives.forEach((life, n) => {
    const there = life.includes(mark) ? mark : stops[n] && stops[n].shown ? stops[n] : life.find(shown) || null;
    if (there === stops[n]) return;
    if (stops[n]) stops[n].a.tabIndex = -1;
    if (there) there.a.tabIndex = 0;
    stops[n] = there;
  });

  const point = (mark) => {
    halo.style.display = cursor.style.display = mark ? "" : "none";
    if (!mark) return;
    const at = mark.symbols.findLast((s) => s.shown) || mark;
    halo.setAttribute("cx", at.x);
    halo.setAttribute("cy", at.y);
    cursor.setAttribute("d", `M${at.x} 18V${plot.viewBox.baseVal.height - 18}`);
  };

  const name = (mark) => {
    tip.hidden = !mark;
    if (!mark) return;
    tip.textContent = mark.a.getAttribute("aria-label");
    const frame = moves.getBoundingClientRect(), box = mark.a.getBoundingClientRect();
    const left = box.left + box.width / 2 - frame.left - tip.offsetWidth / 2;
    tip.style.left = `${Math.max(2, Math.min(left, moves.clientWidth - tip.offsetWidth - 2)) + moves.scrollLeft}px`;
    const above = box.top - frame.top - tip.offsetHeight - 8;
    tip.style.top = `${above > 0 ? above : box.bottom - frame.top + 8}px`;
  };

  const copy = (from, to) => to.replaceChildren(...[...from.childNodes].map((node) => node.cloneNode(true)));
  const show = (mark) => {
    if (open) open.a.removeAttribute("aria-current");
    open = mark;
    panel.hidden = !mark;
    point(mark);
    if (!mark) return;
    mark.a.setAttribute("aria-current", "true");
    const row = by(mark.a.getAttribute("href").slice(1));
    by("said").textContent = row.querySelector(".said").textContent;
    by("when").textContent = [...row.querySelector("th").childNodes].map((n) => n.textContent).join(" · ");
    by("happened").replaceChildren(row.querySelector(".happened dl").cloneNode(true));
    copy(row.querySelector(".written"), by("written"));
    reach(mark);
    const under = halo.getBoundingClientRect().bottom + 12 - panel.getBoundingClientRect().top;
    if (under > 0) window.scrollBy(0, under);     // the panel sticks to the window's foot and must not hide what it tells of
  };

  const next = (mark, step) => {
    const life = lifeOf(mark).filter((m) => m === mark || shown(m)).sort((a, b) => a.x - b.x);
    return life[life.indexOf(mark) + step] || mark;
  };
  const across = (mark, step) => {
    const life = lives[lives.indexOf(lifeOf(mark)) + step];
    const there = (life || []).filter(shown);
    return there.length ? there.reduce((a, b) => (Math.abs(b.x - mark.x) < Math.abs(a.x - mark.x) ? b : a)) : mark;
  };
  const go = (mark) => {
    reach(mark);
    mark.a.focus({ preventScroll: true });
    const x = mark.x, from = moves.scrollLeft, wide = moves.clientWidth - document.querySelector("svg.names").clientWidth;
    if (x < from + 20 || x > from + wide - 20) moves.scrollLeft = x - wide / 2;
    if (open) show(mark);
    name(mark);
  };

  const near = (event, reachOf) => {
    const at = new DOMPoint(event.clientX, event.clientY).matrixTransform(plot.getScreenCTM().inverse());
    let best = null, least = reachOf * reachOf;
    for (const mark of every) {
      for (const s of mark.symbols) {
        const far = (s.x - at.x) ** 2 + (s.y - at.y) ** 2;
        if (far < least && s.shown) { best = mark; least = far; }
      }
    }
    return best;
  };

  plot.addEventListener("click", (event) => {
    const mark = near(event, 18);
    if (mark || event.target.closest("a")) event.preventDefault();
    if (!mark) return;
    show(mark === open ? null : mark);
    mark.a.focus({ preventScroll: true });
  });
  plot.addEventListener("pointermove", (event) => {
    if (event.pointerType !== "mouse") return;
    const mark = near(event, 14);
    plot.style.cursor = mark ? "pointer" : "";
    name(mark);
    point(mark || open);
  });
  plot.addEventListener("pointerleave", () => { name(null); point(open); });
  // Not on the drawing itself: a drawing that listens for focus would be a stop of its own.
  moves.addEventListener("focusin", (event) => {
    const mark = every.find((m) => m.a === event.target);
    if (!mark) return;
    point(mark);
    if (mark.a.matches(":focus-visible")) name(mark);
  });
  moves.addEventListener("focusout", () => { name(null); point(open); });

  const keys = { ArrowRight: [next, 1], ArrowLeft: [next, -1], ArrowDown: [across, 1], ArrowUp: [across, -1] };
  moves.addEventListener("keydown", (event) => {
    const mark = every.find((m) => m.a === event.target);
    if (!mark || event.ctrlKey || event.metaKey || event.altKey) return;
    if (keys[event.key]) go(keys[event.key][0](mark, keys[event.key][1]));
    else if (event.key === "Home" || event.key === "End") {
      const life = lifeOf(mark).filter(shown);
      go(life[event.key === "Home" ? 0 : life.length - 1] || mark);
    } else if (event.key === "Enter" || event.key === " ") show(mark);
    else return;
    event.preventDefault();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && open) close();
  });
  const close = () => {
    const mark = open;
    show(null);
    mark.a.focus({ preventScroll: true });
  };
  by("close").addEventListener("click", close);
  by("earlier").addEventListener("click", () => open && show(next(open, -1)));
  by("later").addEventListener("click", () => open && show(next(open, 1)));
  document.querySelector("form").addEventListener("change", () => {
    look();
    if (open && !shown(open)) show(null);
    reach(null);
  });
  document.querySelector("form").addEventListener("submit", (event) => event.preventDefault());
  by("how").hidden = false;
  look();
  reach(null);
})();
