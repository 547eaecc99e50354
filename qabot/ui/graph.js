// The co-author graph: drawn from the data of the page, moved, zoomed and chosen by mouse, finger and keyboard.
(() => {
  "use strict";
  const page = window.qabot;
  const SVG = "http://www.w3.org/2000/svg";
  const WIDTH = 1000;
  const shape = (tag, attributes, ...children) => {
    const made = document.createElementNS(SVG, tag);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.append(...children);
    return made;
  };

  const draw = (code) => {
    const { nodes, ties } = JSON.parse(code.textContent);
    const { words } = page;
    const narrow = code.parentElement.clientWidth < 600;
    const HEIGHT = narrow ? 1150 : 600;
    const at = nodes.map(([, , x, y]) => [WIDTH / 2 + x * WIDTH * (narrow ? 0.34 : 0.42), HEIGHT / 2 + y * HEIGHT * 0.43]);
    const view = { x: 0, y: 0, width: WIDTH };
    const lines = ties.map(([a, b, count]) => shape("line", {
      x1: at[a][0], y1: at[a][1], x2: at[b][0], y2: at[b][1], "stroke-width": Math.min(6, 0.6 + 0.7 * count), "vector-effect": "non-scaling-stroke",
      "data-ends": `${a} ${b}`,
    }, shape("title", {}, `${nodes[a][0]} – ${nodes[b][0]}: ${count}`)));
    const degrees = nodes.map((_, place) => ties.filter(([a, b]) => a === place || b === place).length);
    const points = nodes.map(([name, profile], place) => {
      const body = profile
        ? shape("rect", { x: -9, y: -9, width: 18, height: 18, rx: 3 })
        : shape("circle", { r: 4 + Math.min(3, degrees[place] / 6) });
      const label = shape("text", { y: profile ? 25 : 18, "text-anchor": "middle" }, name);
      const who = profile ? words.person.replace("{name}", name).replace("{count}", degrees[place]) : name;
      const point = shape("g", profile ? { class: "owner", tabindex: "0", role: "link", "aria-label": who } : { class: "other", "aria-hidden": "true" },
        shape("title", {}, `${name} (${degrees[place]})`), body, label);
      const light = (on) => lines.forEach((line) => {
        if (line.dataset.ends.split(" ").includes(String(place))) line.classList.toggle("lit", on);
      });
      for (const kind of ["pointerenter", "focus"]) point.addEventListener(kind, () => light(true));
      for (const kind of ["pointerleave", "blur"]) point.addEventListener(kind, () => light(false));
      if (profile) {
        point.addEventListener("click", () => { if (!dragged) page.openPerson(profile); });
        point.addEventListener("keydown", (event) => { if (event.key === "Enter") page.openPerson(profile); });
      }
      return point;
    });
    const order = points.map((point, place) => [nodes[place][1] ? 1 : 0, point]).sort((a, b) => a[0] - b[0]);
    const svg = shape("svg", { role: "group", "aria-label": words.graph }, ...lines, ...order.map(([, point]) => point));
    const look = () => {
      svg.setAttribute("viewBox", `${view.x} ${view.y} ${view.width} ${(view.width * HEIGHT) / WIDTH}`);
      svg.classList.toggle("near", view.width < WIDTH * 0.6 || nodes.length < 40);
      if (!svg.clientWidth) return; // out of sight
      const scale = view.width / svg.clientWidth; // people and names keep their size on the screen
      points.forEach((point, place) => point.setAttribute("transform", `translate(${at[place].join(" ")}) scale(${scale})`));
    };
    const zoom = (factor, x = view.x + view.width / 2, y = view.y + (view.width * HEIGHT) / WIDTH / 2) => {
      const width = Math.min(WIDTH * 1.2, Math.max(WIDTH / 12, view.width * factor));
      view.x = x - ((x - view.x) * width) / view.width;
      view.y = y - ((y - view.y) * width) / view.width;
      view.width = width;
      look();
    };
    const place = (event) => {
      const box = svg.getBoundingClientRect();
      const scale = view.width / box.width;
      return [view.x + (event.clientX - box.left) * scale, view.y + (event.clientY - box.top) * scale, scale];
    };
    svg.addEventListener("wheel", (event) => {
      if (!event.ctrlKey && !event.metaKey) return; // the page scrolls; pinching and Ctrl zoom
      event.preventDefault();
      zoom(event.deltaY > 0 ? 1.15 : 1 / 1.15, ...place(event));
    }, { passive: false });
    let from = null;
    let dragged = false;
    svg.addEventListener("pointerdown", (event) => { from = [event.clientX, event.clientY]; dragged = false; });
    svg.addEventListener("pointermove", (event) => {
      if (!from) return;
      const [, , scale] = place(event);
      const [x, y] = [event.clientX - from[0], event.clientY - from[1]];
      if (!dragged && Math.hypot(x, y) < 4) return;
      dragged = true;
      view.x -= x * scale;
      view.y -= y * scale;
      from = [event.clientX, event.clientY];
      look();
    });
    for (const kind of ["pointerup", "pointerleave", "pointercancel"]) svg.addEventListener(kind, () => { from = null; });
    svg.addEventListener("keydown", (event) => {
      const step = view.width / 10;
      const moves = { ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, -step], ArrowDown: [0, step] };
      if (moves[event.key]) { view.x += moves[event.key][0]; view.y += moves[event.key][1]; look(); event.preventDefault(); }
      if (event.key === "+" || event.key === "=") zoom(1 / 1.4);
      if (event.key === "-") zoom(1.4);
    });
    const button = (label, sign, act) => page.make("button", { type: "button", "aria-label": label, title: label, onclick: act }, sign);
    const reset = () => { Object.assign(view, { x: 0, y: 0, width: WIDTH }); look(); };
    const tools = page.make("div", { class: "tools" }, button(words.zoom_in, "+", () => zoom(1 / 1.4)),
      button(words.zoom_out, "−", () => zoom(1.4)), button(words.zoom_reset, "⤢", reset));
    svg.style.aspectRatio = `${WIDTH} / ${HEIGHT}`;
    const drawing = page.make("div", { class: "drawing" }, tools, svg);
    code.after(drawing);
    look();
    new ResizeObserver(look).observe(svg);
  };

  new MutationObserver(() => {
    const code = document.querySelector("#graph code.graph-data");
    if (code && page.words.graph && !code.parentElement.querySelector(".drawing")) draw(code);
  }).observe(document.documentElement, { childList: true, subtree: true });
})();
