"use strict";
// Starts the program that the page names, with the sentences of its language. Until it says data-ready, the forms are disabled; if it never does, the page says so.
document.documentElement.classList.add("js");
const program = fetch(document.currentScript.dataset.program);
const texts = fetch(document.currentScript.dataset.texts);
program.catch(() => {}); // reported below
texts.catch(() => {});
addEventListener("DOMContentLoaded", async () => {
  try {
    globalThis.todokuTexts = await (await texts).json();
    const go = new Go();
    const { instance } = await WebAssembly.instantiateStreaming(program, go.importObject);
    await go.run(instance);
  } catch (error) {
    console.error(error);
  }
  document.documentElement.classList.add("failed"); // the program never ends by itself
});
