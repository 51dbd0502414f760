// Runs in the head, before the first paint: large print and dark without a flash. Storage may be forbidden.
(function () {
  "use strict";
  var root = document.documentElement;
  root.classList.add("script");
  function stored(key) {
    try { return localStorage.getItem(key); } catch (refused) { return null; }
  }
  var view = stored("view");
  var text = stored("text");
  var theme = stored("theme");
  var asked = /^#elder(?:-(30|40))?$/.exec(location.hash);
  if (asked) {
    view = "elder";
    text = asked[1] || text;
  }
  if (view === "elder") {
    root.dataset.view = "elder";
    root.dataset.text = text === "30" || text === "40" ? text : "24";
  }
  if (theme === "dark" || theme === "light") root.dataset.theme = theme;
})();
