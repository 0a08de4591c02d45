// A former address may be followed by a passage's: the new page is opened at it. Without script it opens at its top.
(function () {
  "use strict";
  if (location.hash) location.replace(document.querySelector("main a").href + location.search + location.hash);
})();
