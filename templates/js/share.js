// One link to the whole page, beside its title; where a phone has its own way of sharing, that.
(function () {
  "use strict";
  const words = document.currentScript.dataset, place = document.querySelector("[data-share]");
  const sharing = navigator.share && matchMedia("(pointer: coarse)").matches;
  if (!place || !sharing && !navigator.clipboard) return;
  const url = document.querySelector("link[rel=canonical]").href, name = sharing ? words.sharing : words.link;
  const button = Object.assign(document.createElement("button"), { type: "button", className: "copy", textContent: name });
  button.setAttribute("aria-live", "polite");
  button.onclick = async () => {
    try {
      await (sharing ? navigator.share({ title: document.title, url }) : navigator.clipboard.writeText(url));
    } catch (error) { return; } // the reader thought better of it
    if (sharing) return;
    button.textContent = words.copied;
    setTimeout(() => { button.textContent = name; }, 2000);
  };
  place.append(" ", button);
})();
