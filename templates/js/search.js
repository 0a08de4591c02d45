// Search as you type. The index lies in small script files, each loaded when it is first needed, so that
// it works from a disk too; timeline/pages/search_index.py writes them and says what they hold.
(function () {
  "use strict";

  // Results at a time.
  const SHOWN = 20;
  // Names at first.
  const FIRST = 5;
  // The rank of whoever bears the name that is asked for: behind a title that has it.
  const EXACT = 0.3;
  // What is added to the rank of what only begins so.
  const BEGINS = 0.6;
  const form = document.querySelector("form[data-index]");
  const say = form.dataset;
  const field = form.elements.q;
  const status = document.querySelector("[role=status]");
  const list = document.querySelector(".results");
  const names = document.querySelector(".names");
  const [more, moreNames] = [say.more, say.moreNames].map((words) => Object.assign(make("button", words), { type: "button", hidden: true }));
  const files = new Map();
  // Of the last search begun: what an earlier one still finds is not shown.
  let turn = 0;
  let timer;

  function make(name, ...content) {
    const element = document.createElement(name);
    element.append(...content);
    return element;
  }

  // A file of the index, loaded once: each hands its data to `timelineIndex`. So do two scripts: `results`, which
  // draws what is found, and `forgive`, where a word is not.
  window.timelineIndex = (data) => { document.currentScript.data = data; };
  function load(name, address = say.index.replace(/[^/]*$/, name)) {
    if (!files.has(name)) {
      files.set(name, new Promise((done, failed) => {
        const script = make("script");
        script.onload = () => done(script.data);
        script.onerror = () => { files.delete(name); failed(new Error(name)); };
        script.src = address;
        document.head.append(script);
      }));
    }
    return files.get(name);
  }

  // A key answers to a word that it begins with, or to the word's stem: one of three letters is the whole key.
  function answers(key, { word, stem }) {
    return key.startsWith(word) || (stem.length > 3 ? key.startsWith(stem) : key === stem);
  }

  // The file of words that has a key is that of the longest prefix.
  const shard = (key, shards) => shards.filter(([prefix]) => key.startsWith(prefix)).pop();

  // The results that have a word, each with its rank: the best field that has it (0 is the title).
  async function find(term, shards) {
    const wanted = [...new Set([shard(term.word, shards), shard(term.stem, shards)])].filter(Boolean);
    const best = new Map();
    for (const keys of await Promise.all(wanted.map(([, name]) => load(name)))) {
      for (const entry of keys.filter(([key]) => answers(key, term))) {
        const less = entry[0] === term.word || entry[0] === term.stem ? 0 : BEGINS;
        each(entry, (result, field) => { if (!(best.get(result) <= field + less)) best.set(result, field + less); });
      }
    }
    return { term, best, few: wanted.some(([prefix, , parted]) => parted && prefix === term.word) };
  }

  // A word with half-spaces is found, too, where a text has all its parts.
  async function findParted(term, shards, parts = []) {
    const [whole, ...others] = await Promise.all([term, ...parts.map((word) => ({ word, stem: folding.stem(word) }))].map((one) => find(one, shards)));
    for (const [result, rank] of others[1] ? others[0].best : []) {
      if (!whole.best.has(result) && others.every(({ best }) => best.has(result))) whole.best.set(result, rank);
    }
    return whole;
  }

  function each([, ...fields], take) {
    fields.forEach((gaps, field) => {
      let result = 0;
      for (const gap of gaps) take(result += gap, field);
    });
  }

  // Whatever is called so, all the words together.
  async function called(words, shards) {
    const name = words.map(folding.stem).join(" ") + "=";
    const wanted = shard(name, shards);
    const bearers = new Set();
    for (const entry of wanted ? await load(wanted[1]) : []) if (entry[0] === name) each(entry, (result) => bearers.add(result));
    return bearers;
  }

  // Every word must be found. The better the fields, the higher the result; then in their order.
  function ranked([first, ...others], bearers) {
    return [...new Set([...first.best.keys(), ...bearers])]
      .filter((result) => bearers.has(result) || others.every(({ best }) => best.has(result)))
      .map((result) => {
        const rank = [first, ...others].reduce((sum, { best }) => sum + best.get(result), 0);
        return [bearers.has(result) && !(rank < EXACT) ? EXACT : rank, result];
      })
      .sort((one, other) => one[0] - other[0] || one[1] - other[1])
      .map(([, result]) => result);
  }

  function counted(what, n) {
    const category = new Intl.PluralRules(document.documentElement.lang).select(n);
    const phrase = form.getAttribute(`data-${what}-${category}`) || form.getAttribute(`data-${what}-other`);
    const grouped = String(n).replace(/\B(?=(\d{3})+$)/g, say.grouping);
    return phrase.replace("{n}", grouped.replace(/\d/g, (digit) => say.digits[digit]));
  }

  // Some results more of a list; each is made by `item` of its line in a file.
  async function show(part, size, mine) {
    const shown = part.list.children.length;
    const next = part.results.slice(shown, shown + size);
    const lines = await Promise.all(next.map((n) => load(part.files[Math.floor(n / part.index.size)])));
    if (mine !== turn) return;
    part.list.append(...next.map((n, i) => part.item(lines[i][n % part.index.size], part.terms, part.index)));
    part.more.hidden = part.list.children.length >= part.results.length;
    part.more.onclick = async () => {
      const last = part.list.lastChild;
      await show(part, SHOWN, mine);
      last.nextSibling.querySelector("a").focus();
    };
  }

  function clear(...message) {
    list.replaceChildren();
    names.querySelector("ol").replaceChildren();
    names.hidden = more.hidden = true;
    status.replaceChildren(...message.map((text) => make("span", text)));
  }

  // A word as a text spells it, by its folded form.
  const spelt = (texts, word) => texts.find((text) => folding.tokens(text).join() === word) || word;

  async function search(query) {
    const mine = turn += 1;
    const words = [...new Set(folding.tokens(query))];
    document.querySelector(".letters").hidden = words.length > 0;
    if (!words.length) return clear();
    try {
      const [index, draw] = await Promise.all([load(say.index.split("/").pop()), load("results", say.results)]);
      const { entry, record, excuse } = draw(say, make, answers, spelt);
      const terms = words.slice(0, 8).map((word) => ({ word, stem: folding.stem(word) }));
      const parts = new Map(query.split(/\s+/).map((word) => [folding.tokens(word).join(), folding.tokens(word.replace(/\u200c/g, " "))]));
      const found = await Promise.all(terms.map((term) => findParted(term, index.words, parts.get(term.word))));
      let bearers = await called(folding.tokens(query), index.words);
      for (const [n, { best, term }] of found.entries()) {
        if (best.size || bearers.size || mine !== turn) continue;
        const like = await (await load("forgive", say.forgive)).like(term, index.words, load);
        if (!like) break; // where one word finds nothing, the others need not be asked for
        found[n] = await find({ word: like, stem: folding.stem(like), instead: spelt(query.split(/\s+/), term.word) }, index.words);
      }
      if (found.some(({ term }) => term.instead)) bearers = await called(found.map(({ term }) => term.word), index.words);
      if (mine !== turn) return;
      const results = ranked(found, bearers);
      const events = results.filter((n) => n < index.count);
      const others = results.filter((n) => n >= index.count).map((n) => n - index.count);
      clear();
      const said = { index, terms: found.map(({ term }) => term) };
      await Promise.all([
        show({ ...said, results: others, files: index.records, list: names.querySelector("ol"), more: moreNames, item: record }, FIRST, mine),
        show({ ...said, results: events, files: index.events, list, more, item: entry }, SHOWN, mine),
      ]);
      if (mine !== turn) return;
      names.hidden = !others.length;
      const counts = [[events, "found"], [others, "named"]].filter(([some]) => some.length).map(([some, what]) => counted(what, some.length));
      const excuses = results.length ? said.terms.filter(({ instead }) => instead).flatMap(excuse) : [];
      const few = found.some(({ few }) => few) ? [say.few] : [];
      status.replaceChildren(make("span", ...excuses, [...(counts.length ? counts : [say.nothing]), ...few].join(" · ")));
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
  list.after(more);
  names.append(moreNames);
  form.hidden = false;
  document.querySelector(".unscripted").hidden = true;
  search(field.value);
})();
