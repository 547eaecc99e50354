// Conversations: kept in this browser, several of them, and reopened; links that ask a question again.
(() => {
  "use strict";
  const page = window.qabot;
  const LIST = "qabot.v1.chats"; // [{id, title, at}], newest first
  const chatKey = (id) => `qabot.v1.chat.${id}`;
  const NOW = "qabot.v1.now"; // of this tab: the chat it shows
  const MOST = 100; // chats kept
  const make = page.make;

  const read = (key, otherwise) => {
    try {
      return JSON.parse(localStorage.getItem(key)) ?? otherwise;
    } catch {
      return otherwise;
    }
  };
  const list = () => {
    const found = read(LIST, []);
    return Array.isArray(found) ? found.filter((chat) => typeof chat?.id === "string") : [];
  };
  const forget = (id) => {
    localStorage.removeItem(chatKey(id));
    localStorage.setItem(LIST, JSON.stringify(list().filter((chat) => chat.id !== id)));
  };
  const store = (key, value) => {
    const text = JSON.stringify(value);
    for (;;) {
      try {
        localStorage.setItem(key, text);
        return;
      } catch {
        const oldest = list().filter((chat) => chatKey(chat.id) !== key).at(-1);
        if (!oldest) return;
        forget(oldest.id);
        page.say(page.words.full);
      }
    }
  };

  const keep = (message) => {
    const kept = read(chatKey(message.id), { id: message.id, scope: [], turns: [] });
    const turns = [...kept.turns.slice(0, message.since - 1), ...message.turns];
    if (!turns.length) {
      forget(message.id);
    } else {
      store(chatKey(message.id), { id: message.id, scope: message.scope, turns });
      const known = list().find((chat) => chat.id === message.id);
      const chat = { id: message.id, title: known?.title || message.title, at: Date.now() };
      const chats = [chat, ...list().filter((other) => other.id !== message.id)];
      chats.slice(MOST).forEach((old) => localStorage.removeItem(chatKey(old.id)));
      store(LIST, chats.slice(0, MOST));
    }
    sessionStorage.setItem(NOW, message.id);
    draw();
  };

  const open = (id) => {
    const kept = localStorage.getItem(chatKey(id));
    if (!kept) return;
    sessionStorage.setItem(NOW, id);
    page.wish("open", kept);
    draw();
  };

  // --- the menus over the conversation
  const shut = () => document.querySelectorAll("details.menu[open]").forEach((menu) => { menu.open = false; });
  const button = (label, act, more = {}) => make("button", { type: "button", onclick: act, ...more }, label);

  const entry = (chat) => {
    const { words } = page;
    const row = make("li", chat.id === sessionStorage.getItem(NOW) ? { class: "now", "aria-current": "true" } : {});
    const title = chat.title || "…";
    const rename = () => {
      const box = make("input", { type: "text", value: title, "aria-label": words.title, maxlength: "200" });
      const done = () => {
        store(LIST, list().map((other) => (other.id === chat.id ? { ...other, title: box.value.trim() || title } : other)));
        draw();
        document.querySelector("details.menu.chats summary")?.focus();
      };
      box.addEventListener("keydown", (event) => {
        if (event.key === "Enter") { event.preventDefault(); done(); } // else it would press what gets the focus
        if (event.key === "Escape") { event.stopPropagation(); draw(); }
      });
      row.replaceChildren(box, button(words.save, done));
      box.focus();
      box.select();
    };
    const remove = (event) => {
      if (event.target.dataset.sure) {
        forget(chat.id);
        if (sessionStorage.getItem(NOW) === chat.id) document.querySelector("#new")?.click();
        draw();
        document.querySelector("details.menu.chats summary")?.focus();
      } else {
        event.target.dataset.sure = "1";
        event.target.textContent = words.really;
      }
    };
    row.append(
      button(title, () => { shut(); open(chat.id); page.focusBox(); }, { class: "title", dir: "auto" }),
      button(words.rename, rename, { "aria-label": `${words.rename}: ${title}` }),
      button(words.delete, remove, { "aria-label": `${words.delete}: ${title}` }),
    );
    return row;
  };

  function draw() {
    const place = document.querySelector("#menus .menus");
    const { words } = page;
    if (!place || !words.chats) return;
    const opened = place.querySelector("details.chats")?.open;
    const chats = list();
    const body = chats.length ? make("ul", {}, ...chats.map(entry)) : make("p", { class: "note" }, words.chats_none);
    const menu = make("details", { class: "menu chats" }, make("summary", {}, words.chats), make("div", { class: "panel" }, body));
    menu.open = Boolean(opened);
    const choose = (kind) => () => { shut(); page.wish("export", kind); };
    const kinds = make("ul", {}, make("li", {}, button("Markdown", choose("md"))), make("li", {}, button("JSON", choose("json"))));
    const out = make("details", { class: "menu export" }, make("summary", {}, words.export), make("div", { class: "panel" }, kinds));
    place.replaceChildren(menu, out);
  }

  document.addEventListener("click", (event) => {
    document.querySelectorAll("details.menu[open]").forEach((menu) => {
      if (!menu.contains(event.target) && event.target.isConnected) menu.open = false;
    });
  });

  // --- beginning: a link that asks, or the chat this tab showed before
  const begin = () => {
    draw();
    const address = new URLSearchParams(location.search);
    const question = address.get("q");
    if (question) {
      const people = (address.get("about") ?? "").split("\n").filter(Boolean);
      if (people.length) page.wish("scope", `+${people.join("\t")}`);
      page.wish("ask", question);
      sessionStorage.removeItem(NOW);
      history.replaceState(null, "", location.pathname);
      return;
    }
    const now = sessionStorage.getItem(NOW);
    if (now) open(now);
  };

  page.on((message) => {
    if (message.do === "begin") begin();
    if (message.do === "language") draw();
    if (message.do === "keep") keep(message);
    if (message.do === "new") { sessionStorage.removeItem(NOW); draw(); }
  });
  addEventListener("storage", (event) => { if (event.key === LIST) draw(); });
})();
