// Shows the selection that the address holds, or else the reader's own, and lets it be put in order, named, linked
// to, printed and taken away. All that comes from the address is text. Events come from small script files, those
// that hold them and no others; timeline/selection.py writes them and says what they hold.
(function () {
  "use strict";
  const all = document.querySelector(".selection");
  const say = all.dataset;
  const part = (name) => document.querySelector(`[data-part=${name}]`);
  const heading = document.querySelector("h1"), unnamed = heading.textContent, site = document.title.slice(unnamed.length);
  const canonical = document.querySelector("link[rel=canonical]").href.split("#")[0];
  const list = part("events"), field = part("title"), link = part("link"), spoken = part("spoken");
  const files = new Map(), others = document.querySelectorAll("a[data-edition]");
  let state, mine, main, rows = [], turn = 0, timer;

  function make(name, properties, ...content) {
    const element = Object.assign(document.createElement(name), properties);
    element.append(...content);
    return element;
  }

  // A title is any text, cut to a length, without what would turn a line or break it.
  function clean(title) {
    return [...title.replace(/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069\ufffd]+/gu, " ").trim()].slice(0, 120).join("");
  }

  // A file of events, loaded once: each hands its data to `timelineSelection`.
  window.timelineSelection = (data) => { document.currentScript.data = data; };
  function load(name) {
    if (!files.has(name)) {
      files.set(name, new Promise((done, failed) => {
        const script = make("script", { onload: () => done(script.data) });
        script.onerror = () => { files.delete(name); failed(); };
        script.src = say.index.replace(/[^/]*$/, name);
        document.head.append(script);
      }));
    }
    return files.get(name);
  }

  // The number of the file that holds an id, as timeline/selection.py counts it.
  function place(id, number) {
    return [...id].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 1000003, 0) % number;
  }

  // An event by its id, or by one that it had before.
  async function find(id) {
    const row = (await load(main.events[place(id, main.events.length)])).find(([known]) => known === id);
    return row && row.length === 2 ? find(row[1]) : row;
  }

  // A text in pieces, every other one of another direction than the page.
  const isolated = (text) => make("bdi", /\p{L}/u.test(text) ? { lang: main.foreign } : {}, text);
  const pieces = (texts) => texts.map((text, n) => n % 2 ? isolated(text) : text);
  const path = (row) => say.root + main.path.replace("{id}", row[0]);
  const whole = (row) => row[2].join("");
  const shown = (n) => String(n).replace(/\d/g, (d) => say.digits[d]);

  // A title may be of either direction, whatever the page's.
  function titled(text) {
    const rtl = /^[^\p{L}]*[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/u.test(text);
    return rtl === (document.dir === "rtl") ? make("bdi", {}, text) : isolated(text);
  }

  function entry(row, n) {
    const address = new URL(path(row), canonical).href;
    const button = (name, step) => {
      const made = make("button", { type: "button", className: name, onclick: () => move(n, step) }, say[name]);
      made.setAttribute("aria-label", `${say[name]}: ${whole(row)}`);
      if (n + step < 0 || n + step >= rows.length) made.setAttribute("aria-disabled", "true");
      return made;
    };
    return make("li", { className: "entry card" },
      make("p", { className: "margin" }, row[1]),
      make("div", {},
        make("h2", {}, make("a", { href: path(row) }, ...pieces(row[2]))),
        make("p", {}, ...pieces(row[3]), make("sup", { className: "ref" }, shown(n + 1))),
        make("ul", { className: "sigla" }, ...row[4].map((source) => make("li", {}, ...pieces(source)))),
        /^http/.test(address) ? make("p", { className: "address" }, make("bdi", { dir: "ltr" }, address)) : "",
        make("p", { className: "order" }, button("up", -1), button("down", 1), button("remove", NaN))));
  }

  // By one place, or out of the list; the focus stays where the hand is.
  function move(n, step) {
    const [row] = rows.splice(n, 1), to = n + step;
    if (step) {
      if (to < 0 || to > rows.length) return void rows.splice(n, 0, row);
      rows.splice(to, 0, row);
    }
    state.events = rows.map(([id]) => id);
    keep();
    draw();
    spoken.textContent = `${step ? "" : `${say.removed}: `}${whole(row)}`
      + (step ? `: ${say.place.replace("{n}", shown(to + 1)).replace("{total}", shown(rows.length))}` : "");
    const there = list.children[step ? to : Math.min(n, rows.length - 1)];
    (there ? there.querySelector(step < 0 ? ".up" : step ? ".down" : ".remove") : field).focus();
  }

  function keep() {
    if (mine) selection.write(state);
    locate();
  }

  function locate() {
    const fragment = selection.format(state);
    history.replaceState(null, "", fragment ? "#" + fragment : location.pathname + location.search);
    others.forEach((other) => { other.hash = fragment; });
    link.value = fragment ? `${canonical}#${fragment}` : "";
    const printed = document.querySelector(".own-address bdi");
    if (printed) printed.textContent = canonical + (fragment && "#" + selection.format({ events: state.events, title: "" }));
  }

  function draw() {
    heading.replaceChildren(state.title ? titled(state.title) : unnamed);
    document.title = (document.documentElement.dataset.page = state.title || unnamed) + site;
    list.replaceChildren(...rows.map(entry));
    part("notes").replaceChildren(...rows.map((row) => make("li", {}, ...pieces(row[7]))));
    const phrase = (category) => all.getAttribute(`data-counted-${category}`), n = rows.length;
    part("count").textContent = n ? (phrase(new Intl.PluralRules(document.documentElement.lang).select(n)) || phrase("other")).replace("{n}", shown(n)) : "";
    part("tools").hidden = part("naming").hidden = !rows.length;
    part("empty").hidden = rows.length > 0;
    part("shared").hidden = mine;
    part("kept").hidden = !mine;
    part("own").hidden = !selection.read().events.length;
  }

  async function show() {
    const own = turn += 1;
    const notes = { unknown: false, rest: state.rest > 0, failed: false };
    try {
      if (state.events.length || state.title) main = main || await load(say.index.split("/").pop());
      const found = await Promise.all(state.events.map(find));
      if (own !== turn) return;
      const unknown = state.events.filter((id, n) => !found[n]);
      notes.unknown = unknown.length > 0;
      part("unknown").querySelector("bdi").textContent = unknown.join(", ");
      rows = [...new Map(found.filter(Boolean).map((row) => [row[0], row])).values()];
      // by the ids of today
      if (!notes.unknown) state.events = rows.map(([id]) => id);
      locate();
      draw();
    } catch (error) {
      if (own !== turn) return;
      notes.failed = true;
    }
    Object.entries(notes).forEach(([name, said]) => { part(name).hidden = !said; });
  }

  // What the address holds, or the reader's own. Any other fragment is a place on the page, and the selection stays.
  function open() {
    const given = /^#(.*&)?(events|title)=/.test(location.hash), own = selection.read();
    if (!given && state && location.hash) return locate();
    set(given ? selection.parse(location.hash.slice(1)) : own);
    mine = !given || selection.format(state) === selection.format(own);
  }

  function set(selected) {
    state = selected;
    state.title = field.value = clean(state.title);
    show();
  }

  function save(type, ending, text) {
    const name = (state.title.match(/[\p{L}\p{N}]+/gu) || ["selection"]).join("-");
    const address = URL.createObjectURL(new Blob([text], { type }));
    make("a", { href: address, download: `${name}.${ending}` }).click();
    setTimeout(() => URL.revokeObjectURL(address), 10000);
  }

  function name() {
    clearTimeout(timer);
    state.title = clean(field.value);
    keep();
    draw();
  }
  field.oninput = () => {
    clearTimeout(timer);
    // browsers refuse too many addresses in a short time
    timer = setTimeout(name, 400);
  };
  field.onchange = name;
  part("print").onclick = () => print();
  part("csv").onclick = () => save("text/csv", "csv", "\ufeff" + [main.columns, ...rows.map((row) => row[5])].map((line) => line + "\r\n").join(""));
  part("bib").onclick = () => save("application/x-bibtex", "bib", rows.map((row) => row[6]).join("\n"));
  part("clear").onclick = () => {
    // so that going back brings it back
    history.pushState(null, "", location.href);
    Object.assign(state, { title: "", events: [] });
    rows = [];
    field.value = "";
    keep();
    draw();
    spoken.textContent = say.cleared;
    part("empty").focus();
  };
  part("take").onclick = () => {
    const own = selection.read();
    selection.write({ title: own.title || state.title, events: [...new Set([...own.events, ...state.events])] });
    part("own").click();
  };
  addEventListener("hashchange", open);
  addEventListener("storage", () => {
    if (!mine) return draw();
    set(selection.read());
  });
  all.hidden = false;
  document.querySelector(".unscripted").hidden = true;
  open();
})();
