// A button that prints, where a page is made for paper; without this the browser's own command does it.
(function () {
  "use strict";
  document.querySelectorAll("[data-print]").forEach(function (place) {
    var button = document.createElement("button");
    button.type = "button";
    button.className = "copy";
    button.textContent = place.dataset.print;
    button.addEventListener("click", function () { print(); });
    place.append(" ", button);
  });
})();
