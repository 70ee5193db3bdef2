// Only in the pages of `cargo x dev`: reloads when the next build is there.
(function () {
  'use strict';
  var build = document.currentScript.src.replace('dev-reload.js', 'build.json');
  var first = null;
  setInterval(function () {
    fetch(build, { cache: 'no-store' }).then(function (answer) { return answer.json(); }).then(function (now) {
      if (first && first !== now.inputs) location.reload();
      first = now.inputs;
    }, function () { /* the server is starting again */ });
  }, 500);
})();
