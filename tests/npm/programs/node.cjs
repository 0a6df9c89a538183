// The program in Node, by require.
const ideomix = require("ideomix");
const mask = require("ideomix/mask");

import("./blackbox.js")
  .then(({ run }) => run(ideomix, mask))
  .then((facts) => console.log(`FACTS ${JSON.stringify(facts)}`));
