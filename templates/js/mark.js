// A reader's own selection: events are marked wherever they stand, and kept in this browser. What is kept is the
// fragment of an address, `title=…&events=…`; selection.js shows it. Nothing is kept before something is marked.
var selection = (function () {
  "use strict";
  const say = document.currentScript.dataset;
  const key = "selection " + new URL("..", document.currentScript.src).pathname; // several timelines may share a host
  const page = new URL(say.page, location.href).href;
  const most = 200;
  const make = (name, properties) => Object.assign(document.createElement(name), properties);
  const status = make("p", { className: "selected" });
  let kept = ""; // for a browser that keeps nothing

  // Only what could be an id is one; `rest` is what was left out.
  function parse(text) {
    const given = new URLSearchParams(text.slice(0, 30000));
    const ids = [...new Set((given.get("events") || "").split(",").filter(Boolean))];
    const events = ids.filter((id) => id.length <= 100 && /^[a-z0-9]+(-[a-z0-9]+)*$/.test(id)).slice(0, most);
    return { title: given.get("title") || "", events, rest: ids.length - events.length };
  }

  // Ends in a letter or digit, and holds no sign at which a chat or a text would end the link.
  function format({ title, events }) {
    const name = title && `${new URLSearchParams({ title })}`.replace(/\+/g, "%20");
    return [name, events.length ? `events=${events}` : ""].filter(Boolean).join("&");
  }

  function read() {
    let own = kept;
    try { own = localStorage.getItem(key) || kept; } catch (error) { /* as well without */ }
    return parse(own);
  }

  function write(chosen) {
    kept = chosen.events.length ? format(chosen) : "";
    try { kept ? localStorage.setItem(key, kept) : localStorage.removeItem(key); } catch (error) { /* the link has it */ }
    show();
  }

  function show() {
    const chosen = read(), n = chosen.events.length;
    document.querySelectorAll(".pick").forEach((button) => {
      const picked = chosen.events.includes(button.value);
      button.textContent = picked ? say.picked : say.pick;
      button.classList.toggle("picked", picked);
      button.setAttribute("aria-label", `${picked ? say.added : say.add}: ${button.dataset.title}`);
    });
    const text = `${say.mine} (${String(n).replace(/\d/g, (d) => say.digits[d])})`;
    status.replaceChildren(...(n ? [make("a", { href: `${page}#${format(chosen)}`, textContent: text })] : []));
  }

  function toggle(id) {
    const chosen = read(), others = chosen.events.filter((other) => other !== id);
    if (others.length === most) return void status.prepend(say.full, " ");
    chosen.events = others.length < chosen.events.length ? others : [...others, id];
    write(chosen);
  }

  // A button wherever the page, or what a script has made of it, has a place for one.
  function offer(within) {
    within.querySelectorAll("[data-mark]").forEach((place) => {
      const button = make("button", { type: "button", className: "pick", value: place.dataset.mark || place.closest("[id]").id });
      const named = (place.closest("li, header") || document).querySelector("h1, :is(h2, h3, h4) a, a");
      button.dataset.title = named.textContent;
      button.onclick = () => toggle(button.value);
      place.append(" ", button);
    });
    show();
  }

  status.setAttribute("aria-live", "polite");
  if (page !== location.href.split(/[?#]/)[0]) document.body.append(status);
  addEventListener("storage", show);
  addEventListener("pageshow", show);
  offer(document);
  return { parse, format, read, write, offer };
})();
