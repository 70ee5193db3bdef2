// For browsers that know no modules, so none of what the app needs: shows the block with the phone numbers at once,
// where boot.js could not even be parsed. The text box stays, to copy from.
document.getElementById('failed').hidden = false;
document.getElementById('failed-old').hidden = false;
document.getElementById('tell-go').disabled = true;
document.getElementById('track-go').disabled = true;
