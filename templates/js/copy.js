// Puts on the clipboard what a page offers for it: a passage's address, a citation, a line of code.
(function () {
  "use strict";
  if (!navigator.clipboard) return; // an old browser, or a page without https: passages still have their links
  const words = document.currentScript.dataset;
  const canonical = document.querySelector("link[rel=canonical]");
  const spoken = document.createElement("p");
  let restore = () => {};

  async function copy(text, button, copied) {
    try { await navigator.clipboard.writeText(text); } catch (error) { return; }
    restore();
    const before = button.textContent;
    button.textContent = spoken.textContent = copied || words.copied;
    const timer = setTimeout(() => restore(), 2000);
    restore = () => {
      clearTimeout(timer);
      button.textContent = before;
      spoken.textContent = "";
      restore = () => {};
    };
  }

  // The link still leads to the passage; the address that goes to the clipboard is the published one.
  document.addEventListener("click", (event) => {
    const anchor = event.target.closest("a.anchor");
    if (anchor && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      copy((canonical || location).href.split("#")[0] + anchor.hash, anchor);
    }
  });

  document.querySelectorAll("[data-copy]").forEach((source) => {
    if (source.tagName === "SCRIPT") return;
    const button = document.createElement("button"), said = source.dataset; // where a page has two languages, each has its own
    Object.assign(button, { type: "button", className: "copy", textContent: said.copy || words.copy });
    button.addEventListener("click", () => copy(source.value || source.textContent.trim(), button, said.copied));
    source.after(" ", button);
  });
  spoken.className = "spoken";
  spoken.setAttribute("aria-live", "polite");
  document.body.append(spoken);
})();
