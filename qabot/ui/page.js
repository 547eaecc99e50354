// Citations, wishes, whole sources, keyboard focus and scrolling: what Gradio has no event for.
(() => {
  "use strict";
  const byId = (id) => document.getElementById(id);
  const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;
  const smooth = () => (calm() ? "auto" : "smooth");
  const listeners = []; // functions of a message of the server
  const page = {
    words: {},
    // A hidden box takes a wish; the count makes the same wish twice two changes: Gradio sends changes only.
    wish(name, argument) {
      const box = document.querySelector(`#wish-${name} textarea, #wish-${name} input`);
      if (!box) return;
      if (mustWait(name)) {
        later(() => page.wish(name, argument));
        return;
      }
      if (CHANGES.includes(name)) changing = performance.now() + PATIENCE;
      box.value = `${(times += 1)}/${argument}`;
      box.dispatchEvent(new Event("input", { bubbles: true }));
    },
    on: (listener) => listeners.push(listener),
    make(tag, attributes = {}, ...children) {
      const made = document.createElement(tag);
      for (const [key, value] of Object.entries(attributes)) {
        if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
        else made.setAttribute(key, value);
      }
      made.append(...children);
      return made;
    },
    tab: (id) => document.querySelector(`#tabs button[data-tab-id="${id}"]`)?.click(),
    openPerson,
    say,
    focusBox,
  };
  window.qabot = page;
  let times = 0;
  let wanted = ""; // id of a source that is on its way from the server
  let came = null; // the marker that led to the source in view
  let following = false; // the conversation scrolls along with an answer
  let arriving = ""; // selector of what takes the focus once it is there
  let leaving = null; // what takes it back
  let seen = ""; // the last message acted on

  // --- one change of the conversation at a time: each begins with what the one before has left on the server
  const CHANGES = ["open", "scope"]; // and a new one: done when the server says so
  const AFTER = [...CHANGES, "ask", "pick", "act", "judge", "export"];
  const DONE = ["opened", "scoped", "keep", "new"];
  const PATIENCE = 10000; // ms, where the server never says so
  const waiting = []; // what is done then
  let changing = 0; // until when, at most
  let goingOn = false;
  const isChanging = () => performance.now() < changing;
  const mustWait = (name) => AFTER.includes(name) && (isChanging() || name === "scope" && !goingOn && Boolean(byId("stop")));
  const goOn = () => {
    goingOn = true;
    while (waiting.length && !isChanging()) waiting.shift()();
    goingOn = false;
  };
  const later = (act) => {
    waiting.push(act);
    setTimeout(() => { // nothing was said
      const at = waiting.indexOf(act);
      if (at >= 0) { waiting.splice(at, 1); act(); }
    }, PATIENCE + 50);
  };

  // --- sources of an answer
  const reveal = (id) => {
    const card = byId(id);
    if (!card) return false;
    document.querySelectorAll("#sources [aria-current]").forEach((other) => other.removeAttribute("aria-current"));
    card.setAttribute("aria-current", "true");
    card.focus({ preventScroll: true });
    card.scrollIntoView({ block: "nearest", behavior: smooth() });
    return true;
  };

  const openSource = (link) => {
    const id = link.getAttribute("href").slice(1);
    came = link;
    wanted = "";
    if (reveal(id)) return;
    wanted = id;
    page.wish("turn", id.split("-")[1]);
  };

  const goBack = (link) => {
    const href = link.getAttribute("href").replace("#answer-", "#src-");
    const there = came?.isConnected && came.getAttribute("href") === href
      ? came : document.querySelector(`#log a[href="${href}"]`);
    there?.focus({ preventScroll: true });
    there?.scrollIntoView({ block: "nearest", behavior: smooth() });
  };

  // --- wishes
  function openPerson(id) {
    leaving = document.activeElement;
    page.tab("people-tab");
    byId("person")?.classList.add("coming");
    arriving = "#person h2";
    page.wish("person", id);
  }

  const fulfil = (link) => {
    const [, name, coded] = link.getAttribute("href").match(/^#wish-([a-z]+)=(.*)$/) ?? [];
    const argument = decodeURIComponent(coded ?? "");
    if (name === "tab") return page.tab(`${argument}-tab`);
    if (name === "person") return openPerson(argument);
    if (name === "source") { leaving = link; expecting = true; }
    if (name === "people") arriving = "#people-search input, #people-search textarea";
    page.wish(name, argument);
    if (name === "scope") { page.tab("chat"); setTimeout(focusBox, 60); }
    if (["ask", "pick", "act"].includes(name) && !argument.startsWith("earlier")) { following = true; setTimeout(focusBox); }
  };

  // --- a whole source, in a dialog
  let expecting = false;
  let shown = "";
  const dialog = page.make("dialog", { id: "whole", class: "prose" });
  const showWhole = () => {
    const body = document.querySelector("#viewer .md");
    if (!expecting || !body?.firstElementChild || body.innerHTML === shown && dialog.open) return;
    if (document.querySelector("#viewer .pending")) return;
    expecting = false;
    shown = body.innerHTML;
    const close = page.make("button", { type: "button", class: "close", onclick: () => dialog.close() }, page.words.close);
    dialog.replaceChildren(close, ...[...body.childNodes].map((node) => node.cloneNode(true)));
    dialog.setAttribute("aria-label", page.words.whole);
    if (!dialog.isConnected) document.querySelector(".gradio-container").append(dialog);
    if (!dialog.open) dialog.showModal();
    const mark = dialog.querySelector("mark");
    mark?.scrollIntoView({ block: "center" });
    mark?.setAttribute("tabindex", "-1");
    (mark ?? close).focus({ preventScroll: true });
  };
  dialog.addEventListener("close", () => { if (leaving?.isConnected) leaving.focus(); });
  dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });

  // --- focus, scrolling, a word for everyone
  function focusBox() {
    if (matchMedia("(pointer: coarse)").matches) return; // no keyboard over the answer on a phone
    document.querySelector("#question textarea")?.focus({ preventScroll: true });
  }

  function say(text) {
    const place = byId("qa-say") ?? page.make("div", { id: "qa-say", role: "status" });
    if (!place.isConnected) document.querySelector(".gradio-container").append(place);
    place.textContent = text;
    clearTimeout(say.timer);
    say.timer = setTimeout(() => { place.textContent = ""; }, 4000);
  }

  // While an answer grows, its question stays in view: at the top once the answer is longer than the window.
  const follow = () => {
    const talk = byId("talk");
    if (!following || !talk) return;
    const questions = document.querySelectorAll("#log .question");
    const asked = questions[questions.length - 1];
    if (!asked) return;
    const top = asked.getBoundingClientRect().top - talk.getBoundingClientRect().top + talk.scrollTop - 24;
    talk.scrollTop = Math.min(top, talk.scrollHeight - talk.clientHeight);
  };

  const copyLink = async (link) => {
    const address = new URL(link.getAttribute("href"), location.href).href;
    try {
      await navigator.clipboard.writeText(address);
      say(page.words.copied);
    } catch {
      location.href = address; // no clipboard here: the address bar shows it
    }
  };

  // A question of the box waits, too.
  const held = (event, button) => {
    if (!isChanging() || !button) return false;
    event.preventDefault();
    event.stopPropagation();
    later(() => button.click());
    return true;
  };

  document.addEventListener("click", (event) => {
    if (held(event, event.target.closest?.("#ask, #new, #examples button"))) return;
    if (event.target.closest?.("#new")) changing = performance.now() + PATIENCE;
    const link = event.target.closest?.("a[href]");
    const to = link?.getAttribute("href") ?? "";
    const act = to.startsWith("#src-") ? openSource : to.startsWith("#answer-") ? goBack
      : to.startsWith("#wish-") ? fulfil : link?.matches("#after a.link") ? copyLink : null;
    if (act) {
      event.preventDefault();
      event.stopPropagation();
      act(link);
    } else if (event.target.closest?.("#ask, #stop, #new, #examples button")) {
      following = true;
      setTimeout(focusBox);
    }
  }, true);

  document.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target.closest?.("#question")) {
      following = true;
      if (!event.shiftKey && !event.isComposing) held(event, byId("ask"));
    }
    if (event.key === "Escape") {
      const link = event.target.closest?.("#sources .card")?.querySelector("a.back");
      const menu = event.target.closest?.("details.menu[open]");
      if (link) goBack(link);
      if (menu) { menu.open = false; menu.querySelector("summary").focus(); }
    }
  }, true);
  for (const kind of ["wheel", "touchmove"]) {
    document.addEventListener(kind, (event) => {
      if (event.target.closest?.("#talk")) following = false;
    }, { passive: true });
  }

  // --- messages of the server
  const takeMessage = () => {
    const code = document.querySelector("#outbox code");
    if (!code || code.textContent === seen) return;
    seen = code.textContent;
    const message = JSON.parse(seen);
    if (message.words) page.words = message.words;
    if (message.language) document.documentElement.lang = message.language;
    if (message.do === "language") document.cookie = `${message.cookie}=${message.language}; path=/; max-age=31536000; SameSite=Strict`;
    if (message.do === "cookie") document.cookie = `${message.name}=${message.value}; path=/; SameSite=Strict`;
    if (message.do === "say") say(message.text);
    if (message.do === "download") download(message);
    listeners.forEach((listener) => listener(message));
    if (DONE.includes(message.do)) {
      changing = 0;
      goOn();
    }
  };

  const download = (message) => {
    const address = URL.createObjectURL(new Blob([message.text], { type: message.type }));
    const link = page.make("a", { href: address, download: message.name });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(address), 10000);
  };

  // Names for screen readers: Gradio's sanitiser drops aria attributes, and names a message by its HTML.
  const name = () => {
    byId("live")?.setAttribute("aria-hidden", "true"); // the log reads the answer out once it is whole
    document.querySelectorAll("#log [data-testid][aria-label]").forEach((message) => message.removeAttribute("aria-label"));
    document.querySelectorAll("a.cite:not([aria-label])").forEach((link) => {
      link.setAttribute("aria-label", `${page.words.source ?? "Source"} ${link.getAttribute("href").split("-")[2]}`);
    });
    document.querySelectorAll("#sources .card:not([aria-label])").forEach((card) => {
      card.setAttribute("aria-label", `${page.words.source ?? "Source"} ${card.querySelector(".who").textContent}`);
    });
    document.querySelectorAll("#tabs button[data-tab-id]").forEach((tab) => { // an update of a label loses the tabs
      const label = page.words[`tab.${tab.dataset.tabId}`];
      const text = [...tab.childNodes].find((node) => node.nodeType === Node.TEXT_NODE && node.nodeValue.trim());
      if (label && text && text.nodeValue.trim() !== label) text.nodeValue = label;
    });
    document.querySelectorAll(".scroll:not([tabindex])").forEach((box) => {
      box.setAttribute("tabindex", "0"); // can be scrolled by keyboard
      box.setAttribute("role", "region");
      box.setAttribute("aria-label", box.previousElementSibling?.textContent ?? "");
    });
  };

  const arrive = () => {
    const there = arriving && document.querySelector(arriving);
    if (!there || there.offsetParent === null) return;
    arriving = "";
    if (!there.matches("input, textarea")) there.setAttribute("tabindex", "-1");
    there.focus();
    there.scrollIntoView({ block: "nearest" });
  };

  let due = false;
  const settle = () => {
    due = false;
    takeMessage();
    name();
    if (wanted && reveal(wanted)) wanted = "";
    if (arriving) arrive();
    if (expecting) showWhole();
    follow();
  };
  new MutationObserver(() => {
    if (due) return;
    due = true;
    queueMicrotask(settle);
  }).observe(document.documentElement, { childList: true, subtree: true });
})();
