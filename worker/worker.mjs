// The Cloudflare side of the Worker: lends Go instances to requests, one request at a time each, and fetches DNS
// answers for them in batches. The Go side is bridge_js.go and transport_js.go.
import "./wasm_exec.js";
import program from "./todoku-worker.wasm";

const maxIdle = 4; // instances kept for later requests
const maxBody = 65536; // one octet more than this is handed on, so that Go can tell that a body is too large
const maxDrain = 8 << 20; // a larger body is cut off; up to here the client can send it all and read the refusal
const queryTimeout = 4000; // milliseconds
const maxMessage = 65535;

const idle = [];

// start runs a new Go instance up to the point where it waits for requests.
function start(env) {
  const go = new Go();
  go.env = { DOH: env.DOH ?? "" };
  const instance = { handle: null, gone: null };
  globalThis.todokuServe = (handle) => { instance.handle = handle; };
  instance.gone = go.run(new WebAssembly.Instance(program, go.importObject)).then(() => {
    throw new Error("the program has ended");
  });
  instance.gone.catch(() => { instance.handle = null; });
  return instance;
}

// readBody hands on at most one octet more than is allowed.
async function readBody(request) {
  const body = new Uint8Array(maxBody + 1);
  let size = 0, seen = 0;
  for await (const part of request.body ?? []) {
    const room = part.subarray(0, body.length - size);
    body.set(room, size);
    size += room.length;
    seen += part.length;
    if (seen > maxDrain) break;
  }
  return body.subarray(0, size);
}

async function answer(request, env) {
  const body = await readBody(request);
  const instance = idle.pop() ?? start(env);
  const headers = [...request.headers].flat();
  const reply = new Promise((resolve) => {
    instance.handle(request.method, request.url, headers, body, (status, list, content) => {
      const out = new Headers();
      for (let i = 0; i < list.length; i += 2) out.append(list[i], list[i + 1]);
      const empty = request.method === "HEAD" || status === 204 || status === 304;
      resolve(new Response(empty ? null : content, { status, headers: out }));
    });
  });
  const response = await Promise.race([reply, instance.gone]);
  if (instance.handle && idle.length < maxIdle) idle.push(instance);
  return response;
}

// one asks one query and returns the outcome (0 good, 1 timeout, 2 no connection, 3 no DNS answer), the Age, the body.
async function one(url, signal) {
  try {
    const response = await fetch(url, { headers: { accept: "application/dns-message" }, redirect: "manual", signal });
    if (response.status !== 200 || response.headers.get("content-type") !== "application/dns-message") {
      await response.body?.cancel();
      return [3, 0, new Uint8Array(0)];
    }
    const body = new Uint8Array(await response.arrayBuffer());
    if (body.length > maxMessage) return [3, 0, new Uint8Array(0)];
    return [0, Number(response.headers.get("age")) || 0, body];
  } catch {
    return [signal.aborted ? 1 : 2, 0, new Uint8Array(0)];
  }
}

globalThis.todokuExchange = async (urls, done) => {
  const signal = AbortSignal.timeout(queryTimeout);
  const results = await Promise.all(urls.split("\n").map((url) => one(url, signal)));
  const buffer = new Uint8Array(results.reduce((sum, [, , body]) => sum + 9 + body.length, 0));
  const view = new DataView(buffer.buffer);
  let at = 0;
  for (const [outcome, age, body] of results) {
    view.setUint8(at, outcome);
    view.setUint32(at + 1, age);
    view.setUint32(at + 5, body.length);
    buffer.set(body, at + 9);
    at += 9 + body.length;
  }
  done(buffer);
};

export default {
  async fetch(request, env) {
    try {
      return await answer(request, env);
    } catch {
      return new Response('{"code":"api.internal-error","status":500}', {
        status: 500,
        headers: { "content-type": "application/problem+json", "cache-control": "no-store", "x-content-type-options": "nosniff",
          "referrer-policy": "no-referrer", "content-security-policy": "default-src 'none'; frame-ancestors 'none'" },
      });
    }
  },
};
