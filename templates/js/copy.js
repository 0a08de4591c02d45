// Puts on the clipboard what a page offers for it: a passage's address, a citation, a line of code.
(function () {
  "use strict";

  var words = document.currentScript.dataset;
  var canonical = document.querySelector("link[rel=canonical]");

  function copy(text, button, copied) {
    var said = function () {
      var before = button.textContent;
      button.textContent = copied || words.copied;
      button.setAttribute("role", "status");
      setTimeout(function () {
        button.textContent = before;
        button.removeAttribute("role");
      }, 2000);
    };
    if (navigator.clipboard) navigator.clipboard.writeText(text).then(said, function () {});
  }

  // The link still leads to the passage; the address that goes to the clipboard is the published one.
  document.addEventListener("click", function (event) {
    var anchor = event.target.closest && event.target.closest("a.anchor");
    if (anchor) copy((canonical || location).href.split("#")[0] + anchor.hash, anchor);
  });

  document.querySelectorAll("[data-copy]").forEach(function (source) {
    if (source.tagName === "SCRIPT") return;
    var button = document.createElement("button");
    button.type = "button";
    button.className = "copy";
    button.textContent = source.dataset.copy || words.copy; // where a page has two languages, each has its own
    button.addEventListener("click", function () {
      copy(source.value || source.textContent.trim(), button, source.dataset.copied);
    });
    source.after(" ", button);
  });
})();
