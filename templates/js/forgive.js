// One letter is forgiven: what to look for instead of a word that nothing has. The search loads this when it finds such
// a word, as it loads a file of its index.
timelineIndex((function () {
  "use strict";

  const NEAR = 4; // letters, at least, of such a word
  const LOADED = 512; // kilobytes of files of words, at most, that are looked through

  // Whether two words differ by one letter more, fewer or other, or by two that changed places.
  function near(one, other) {
    let n = 0;
    while (n < one.length && one[n] === other[n]) n += 1;
    const [a, b] = [one.slice(n), other.slice(n)];
    return a.slice(1) === b.slice(1) || a === b.slice(1) || a.slice(1) === b
      || (a[0] === b[1] && a[1] === b[0] && a.slice(2) === b.slice(2));
  }

  // The files that can hold a word like one of these. Where they are few, any letter may be the wrong one; else not the
  // first; else none of those by which the files are told apart.
  function files(words, shards) {
    const whole = shards.filter(([, , parted]) => !parted);
    const starts = ({ length }, word) => [-1, 0, 1].map((n) => word.slice(0, Math.max(0, length + n)));
    const might = whole.filter(([prefix]) => words.some((word) => starts(prefix, word).some((start) => near(prefix, start))));
    const own = whole.filter(([prefix]) => words.some((word) => word.startsWith(prefix)));
    const first = might.filter(([prefix]) => words.some((word) => word[0] === prefix[0]));
    return [might, first].find((some) => some.reduce((sum, [, , , size]) => sum + size, 0) <= LOADED) || own;
  }

  // The word most like another: like the word itself rather than like its stem, then what the most results have. Digits
  // are not forgiven: another number is another fact.
  async function like({ word, stem }, shards, load) {
    const words = [...new Set([word, stem])].filter((text) => text.length >= NEAR && !/\p{N}/u.test(text));
    let best = [0, ""];
    for (const keys of await Promise.all(files(words, shards).map(([, name]) => load(name)))) {
      for (const [key, ...fields] of keys) {
        const which = words.findIndex((text) => Math.abs(text.length - key.length) < 2 && near(text, key));
        if (which < 0 || /[=\p{N}]/u.test(key)) continue;
        const weight = fields.flat().length + (which ? 0 : 1e9);
        if (weight > best[0]) best = [weight, key];
      }
    }
    return best[1];
  }

  return { like };
})());
