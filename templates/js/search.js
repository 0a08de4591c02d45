// Search as you type. The index lies in small script files, each loaded when it is first needed, so that
// it works from a disk too; timeline/search.py writes them and says what they hold.
(function () {
  "use strict";

  const SHOWN = 20; // results at a time
  const form = document.querySelector("form[data-index]");
  const say = form.dataset;
  const field = form.elements.q;
  const status = document.querySelector("[role=status]");
  const list = document.querySelector(".results");
  const more = make("button", say.more);
  const files = new Map();
  let turn = 0; // of the last search begun: what an earlier one still finds is not shown
  let timer;

  function make(name, ...content) {
    const element = document.createElement(name);
    element.append(...content);
    return element;
  }

  // A file of the index, loaded once: each hands its data to `timelineIndex`.
  window.timelineIndex = (data) => { document.currentScript.data = data; };
  function load(name) {
    if (!files.has(name)) {
      files.set(name, new Promise((done, failed) => {
        const script = make("script");
        script.onload = () => done(script.data);
        script.onerror = () => { files.delete(name); failed(new Error(name)); };
        script.src = say.index.replace(/[^/]*$/, name);
        document.head.append(script);
      }));
    }
    return files.get(name);
  }

  // A key answers to a word that it begins with, or to the word's stem: one of three letters is the whole key.
  function answers(key, { word, stem }) {
    return key.startsWith(word) || (stem.length > 3 ? key.startsWith(stem) : key === stem);
  }
  const found = (text, term) =>
    folding.tokens(text).some((token) => answers(token, term) || answers(folding.stem(token), term));

  // The events that have a word, each with the best field that has it (0 is the title).
  async function find(term, shards) {
    const shard = (key) => shards.filter(([prefix]) => key.startsWith(prefix)).pop(); // of the longest prefix
    const wanted = [...new Set([shard(term.word), shard(term.stem)])].filter(Boolean);
    const best = new Map();
    for (const keys of await Promise.all(wanted.map(([, name]) => load(name)))) {
      for (const [key, ...fields] of keys.filter(([key]) => answers(key, term))) {
        fields.forEach((gaps, rank) => {
          let event = 0;
          for (const gap of gaps) {
            event += gap;
            if (!(best.get(event) <= rank)) best.set(event, rank);
          }
        });
      }
    }
    return { best, few: wanted.some(([prefix, , parted]) => parted && prefix === term.word) };
  }

  // Every word must be found. The better the fields, the higher the event; then in order of time.
  function ranked([first, ...others]) {
    return [...first.best]
      .filter(([event]) => others.every(({ best }) => best.has(event)))
      .map(([event, rank]) => [others.reduce((sum, { best }) => sum + best.get(event), rank), event])
      .sort((one, other) => one[0] - other[0] || one[1] - other[1])
      .map(([, event]) => event);
  }

  // A text with the words that were found marked, whole, because Arabic letters are joined.
  function marked(text, terms) {
    return text.split(/([\p{L}\p{M}\p{N}\p{Cf}ـ'’]+(?:[,٬]\p{Nd}{3})*)/u)
      .map((piece, n) => n % 2 && terms.some((term) => found(piece, term)) ? make("mark", piece) : piece);
  }

  // A text may be in pieces, every other one of another direction than the rest, and of the language `lang`.
  const whole = (text) => [].concat(text).join("");
  function pieces(text, terms, lang) {
    return [].concat(text).flatMap((piece, n) => n % 2
      ? Object.assign(make("bdi", ...marked(piece, terms)), /\p{L}/u.test(piece) ? { lang } : {})
      : marked(piece, terms));
  }

  function entry([path, title, date, summary, ...others], terms, { foreign, languages }) {
    const link = make("a", ...pieces(title, terms, foreign));
    link.href = say.up + path;
    const text = make("div", make("h2", link), make("p", ...pieces(summary, terms, foreign)));
    others.forEach((other, n) => {
      if (!terms.some((term) => found(whole(other), term) && !found(whole(title), term))) return;
      const [lang, dir, label, across] = languages[n];
      const line = make("p", `${label}: `, Object.assign(make("span", ...pieces(other, terms, across)), { lang, dir }));
      line.className = "in";
      text.append(line);
    });
    const margin = Object.assign(make("p", date), { className: "margin" });
    return Object.assign(make("li", margin, text), { className: "entry card" });
  }

  function counted(n) {
    const category = new Intl.PluralRules(document.documentElement.lang).select(n);
    const phrase = form.getAttribute("data-found-" + category) || form.getAttribute("data-found-other");
    const grouped = String(n).replace(/\B(?=(\d{3})+$)/g, say.grouping);
    return phrase.replace("{n}", grouped.replace(/\d/g, (digit) => say.digits[digit]));
  }

  async function show(events, terms, index, mine) {
    const shown = list.children.length;
    const next = events.slice(shown, shown + SHOWN);
    const lines = await Promise.all(next.map((event) => load(index.events[Math.floor(event / index.size)])));
    if (mine !== turn) return;
    list.append(...next.map((event, n) => entry(lines[n][event % index.size], terms, index)));
    more.hidden = list.children.length >= events.length;
    more.onclick = async () => {
      const last = list.lastChild;
      await show(events, terms, index, mine);
      last.nextSibling.querySelector("a").focus();
    };
  }

  function clear(...message) {
    list.replaceChildren();
    more.hidden = true;
    status.textContent = message.join(" ");
  }

  async function search(query) {
    const mine = turn += 1;
    const terms = [...new Set(folding.tokens(query))].slice(0, 8).map((word) => ({ word, stem: folding.stem(word) }));
    document.querySelector(".letters").hidden = terms.length > 0;
    if (!terms.length) return clear();
    try {
      const index = await load(say.index.split("/").pop());
      const results = await Promise.all(terms.map((term) => find(term, index.words)));
      const events = ranked(results);
      if (mine !== turn) return;
      clear(events.length ? counted(events.length) : say.nothing, results.some(({ few }) => few) ? say.few : "");
      await show(events, terms, index, mine);
    } catch (error) {
      if (mine === turn) clear(say.failed);
    }
  }

  field.value = (new URLSearchParams(location.search).get("q") || "").slice(0, field.maxLength);
  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      search(field.value);
      history.replaceState(null, "", field.value ? "?q=" + encodeURIComponent(field.value) : location.pathname);
    }, 120);
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.target === field) return;
    event.preventDefault();
    field.focus();
  });
  Object.assign(more, { type: "button", hidden: true });
  list.after(more);
  form.hidden = false;
  document.querySelector(".unscripted").hidden = true;
  search(field.value);
})();
