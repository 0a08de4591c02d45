// The other language keeps the reader's place: the query (filters, a search) and the passage being read.
(function () {
  "use strict";

  // The last element with an address that begins at the top of the window or above it.
  function passage() {
    if (location.hash || scrollY < innerHeight / 2) return location.hash;
    var last = "";
    document.querySelectorAll("main [id]:not(symbol)").forEach(function (element) {
      var box = element.getBoundingClientRect();
      if (box.height && box.top < 140) last = "#" + element.id;
    });
    return last;
  }

  document.querySelectorAll("a[data-edition]").forEach(function (link) {
    var path = link.href;
    link.addEventListener("click", function () {
      link.href = path + location.search + passage();
    });
  });
})();
