// What a search has found, drawn. The search loads this with its index, as it loads a file of that.
timelineIndex((say, make, answers, spelt) => {
  "use strict";

  const found = (text, term) => [text, ...text.split(" ")].some((part) => folding.tokens(part)
    .some((token) => answers(token, term) || answers(folding.stem(token), term)));

  // A text with the words that were found marked, whole, because Arabic letters are joined.
  function marked(text, terms) {
    return text.split(/((?:(?:ن?می|و?عبد) +)?[\p{L}\p{M}\p{N}\p{Cf}ـ'’]+(?:[,٬]\p{Nd}{3})*)/u)
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

  // Something else that has a name, with what it is and how many events it has; where only another name of it is
  // what was looked for, with that.
  function record([path, name, kind, count, ...others], terms, { foreign, languages }) {
    const link = Object.assign(make("a", ...pieces(name, terms, foreign)), { href: say.up + path });
    const told = make("span");
    told.className = "quiet";
    others.forEach((called, n) => called
      .filter((other) => terms.some((term) => found(other, term) && !found(whole(name), term))).slice(0, 2)
      .forEach((other) => told.append(Object.assign(make("bdi", ...marked(other, terms)), n ? { lang: languages[n - 1][0] } : {}), " · ")));
    told.append(`${kind} · ${count}`);
    return make("li", link, " ", told);
  }

  // What was looked for instead of a word, as a result spells it.
  function excuse({ word, instead }) {
    const said = { word: instead, instead: spelt([...document.querySelectorAll("mark")].map((mark) => mark.textContent), word) };
    return [...say.forgiven.split(/[{}]/).map((text, n) => n % 2 ? make("bdi", said[text]) : text), " "];
  }

  return { entry, record, excuse };
});
