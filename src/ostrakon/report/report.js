"use strict";
// Paper cannot be opened: what is folded is opened before it is printed, and folded again afterwards.
const folded = [];
addEventListener("beforeprint", () => {
  for (const part of document.querySelectorAll("details:not([open])")) { part.open = true; folded.push(part); }
});
addEventListener("afterprint", () => { while (folded.length) folded.pop().open = false; });
