// Citations, keyboard focus and scrolling: what Gradio has no event for.
(() => {
  "use strict";
  const marker = (event) => event.target.closest?.('a[href^="#src-"]');
  const back = (event) => event.target.closest?.('a[href^="#answer-"]');
  const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;
  const byId = (id) => document.getElementById(id);
  const smooth = () => (calm() ? "auto" : "smooth");
  let wanted = ""; // id of a source that is on its way from the server
  let times = 0; // how often a turn was fetched
  let came = null; // the marker that led to the source in view
  let following = false; // the conversation scrolls along with an answer

  const reveal = (id) => {
    const card = byId(id);
    if (!card) return false;
    document.querySelectorAll("#sources [aria-current]").forEach((other) => other.removeAttribute("aria-current"));
    card.setAttribute("aria-current", "true");
    card.focus({ preventScroll: true });
    card.scrollIntoView({ block: "nearest", behavior: smooth() });
    return true;
  };

  const fetchTurn = (turn) => {
    const box = document.querySelector("#wanted-turn textarea, #wanted-turn input");
    if (!box) return;
    box.value = `${turn}/${(times += 1)}`; // never the same twice: Gradio sends changes only
    box.dispatchEvent(new Event("input", { bubbles: true }));
  };

  const openSource = (link) => {
    const id = link.getAttribute("href").slice(1);
    came = link;
    wanted = "";
    if (reveal(id)) return;
    wanted = id;
    fetchTurn(id.split("-")[1]);
  };

  const goBack = (link) => {
    const href = link.getAttribute("href").replace("#answer-", "#src-");
    const there = came?.isConnected && came.getAttribute("href") === href
      ? came : document.querySelector(`#log a[href="${href}"]`);
    there?.focus({ preventScroll: true });
    there?.scrollIntoView({ block: "nearest", behavior: smooth() });
  };

  const focusBox = () => {
    if (matchMedia("(pointer: coarse)").matches) return; // no keyboard over the answer on a phone
    document.querySelector("#question textarea")?.focus({ preventScroll: true });
  };

  // While an answer grows, its question stays in view: at the top once the answer is longer than the window.
  const follow = () => {
    const talk = byId("talk");
    const asked = [...document.querySelectorAll("#log .question")].at(-1);
    if (!following || !talk || !asked) return;
    const top = asked.getBoundingClientRect().top - talk.getBoundingClientRect().top + talk.scrollTop - 24;
    talk.scrollTop = Math.min(top, talk.scrollHeight - talk.clientHeight);
  };

  document.addEventListener("click", (event) => {
    const link = marker(event) || back(event);
    if (link) {
      event.preventDefault();
      event.stopPropagation();
      (marker(event) ? openSource : goBack)(link);
    } else if (event.target.closest?.("#ask, #stop, #new, #examples button")) {
      following = true;
      setTimeout(focusBox);
    }
  }, true);

  document.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target.closest?.("#question")) following = true;
    if (event.key === "Escape") {
      const link = event.target.closest?.("#sources .card")?.querySelector("a.back");
      if (link) goBack(link);
    }
  }, true);
  for (const kind of ["wheel", "touchmove"]) {
    document.addEventListener(kind, (event) => {
      if (event.target.closest?.("#talk")) following = false;
    }, { passive: true });
  }

  // Names for screen readers: Gradio's sanitiser drops aria attributes, and names a message by its HTML.
  const name = () => {
    byId("live")?.setAttribute("aria-hidden", "true"); // the log reads the answer out once it is whole
    document.querySelectorAll("#log [data-testid][aria-label]").forEach((message) => message.removeAttribute("aria-label"));
    document.querySelectorAll("a.cite:not([aria-label])").forEach((link) => {
      link.setAttribute("aria-label", `Source ${link.getAttribute("href").split("-")[2]}`);
    });
    document.querySelectorAll("#sources .card:not([aria-label])").forEach((card) => {
      card.setAttribute("aria-label", `Source ${card.querySelector(".who").textContent}`);
    });
  };

  new MutationObserver(() => {
    name();
    if (wanted && reveal(wanted)) wanted = "";
    follow();
  }).observe(document.documentElement, { childList: true, subtree: true });
})();
