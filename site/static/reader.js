// The worker that reads reports beside the page. It gets files, and sends back what wasm/reader says, as JSON.
import "./wasm_exec.js";

const maxFile = 64 << 20; // what is larger is refused unread
const go = new Go();
const started = WebAssembly.instantiateStreaming(fetch("/reader.wasm"), go.importObject).then(({ instance }) => { go.run(instance); });
let last = started; // requests are answered one after the other

async function answer({ files = [], sample = 0, clear = false, domain = "", sources = null }) {
  await started;
  const reader = globalThis.todokuReader;
  if (sources) {
    postMessage(reader.sources(domain, sources.kind, sources.from, sources.most));
    return;
  }
  if (clear) reader.clear();
  if (sample) reader.sample(sample);
  for (const [i, file] of files.entries()) {
    postMessage(JSON.stringify({ Kind: "progress", Done: i, Total: files.length }));
    if (file.size > maxFile) reader.refuse(file.name);
    else reader.read(file.name, new Uint8Array(await file.arrayBuffer()));
  }
  postMessage(reader.summary(domain));
}

addEventListener("message", ({ data }) => {
  last = last.then(() => answer(data)).catch(() => postMessage('{"Kind":"failed"}'));
});
