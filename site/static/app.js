"use strict";
// Starts the program that the page names. Until it says data-ready, the forms are disabled; if it never does, the page says so.
document.documentElement.classList.add("js");
const program = fetch(document.currentScript.dataset.program);
program.catch(() => {}); // reported below
addEventListener("DOMContentLoaded", async () => {
  try {
    const go = new Go();
    const { instance } = await WebAssembly.instantiateStreaming(program, go.importObject);
    await go.run(instance);
  } catch (error) {
    console.error(error);
  }
  document.documentElement.classList.add("failed"); // the program never ends by itself
});
