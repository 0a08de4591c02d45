// A lost address often says what was looked for: its words stand ready in the search fields.
(function () {
  "use strict";
  var name = location.pathname.replace(/(index)?\.html$|\/$/g, "").split("/").pop();
  try {
    name = decodeURIComponent(name);
  } catch (error) {
    return; // no words
  }
  var words = name.match(/\p{L}[\p{L}\p{M}]{2,}|\p{Nd}{4,}/gu) || [];
  document.querySelectorAll("input[name=q]").forEach(function (field) {
    field.value = words.join(" ").slice(0, field.maxLength);
  });
})();
