// The Cloudflare side of the Worker: lends Go instances to requests, one request at a time each, and fetches DNS
// answers for them in batches. The Go side is bridge_js.go and transport_js.go.
import "./wasm_exec.js";
import program from "./todoku-worker.wasm";
import { connect } from "cloudflare:sockets";

const maxIdle = 4; // instances kept for later requests
const maxBody = 65536; // one octet more than this is handed on, so that Go can tell that a body is too large
const maxDrain = 8 << 20; // a larger body is cut off; up to here the client can send it all and read the refusal
const queryTimeout = 3000; // milliseconds
const maxMessage = 65535;
const maxPolicy = 65536;

const idle = [];

// start runs a new Go instance up to the point where it waits for requests.
function start(env) {
  const go = new Go();
  go.env = { DOH: env.DOH ?? "", NS: env.NS ?? "" };
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

// The outcomes of a query, as transport_js.go knows them.
const good = 0, timeout = 1, unreachable = 2, malformed = 3;
const none = new Uint8Array(0);

// get asks a DoH resolver (RFC 8484 §4.1) and returns the outcome, the Age and the body.
async function get(url, signal) {
  try {
    const response = await fetch(url, { headers: { accept: "application/dns-message" }, redirect: "manual", signal });
    if (response.status !== 200 || response.headers.get("content-type") !== "application/dns-message") {
      await response.body?.cancel();
      return [malformed, 0, none];
    }
    const body = await readUpTo(response.body, maxMessage);
    return body ? [good, Number(response.headers.get("age")) || 0, body] : [malformed, 0, none];
  } catch {
    return [signal.aborted ? timeout : unreachable, 0, none];
  }
}

// readUpTo reads a stream to its end, or returns null where it is longer.
async function readUpTo(stream, limit) {
  const parts = [];
  let size = 0;
  for await (const part of stream ?? []) {
    size += part.length;
    if (size > limit) return null;
    parts.push(part);
  }
  if (parts.length === 1) return parts[0];
  const whole = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

// converse sends queries to a server that speaks plain DNS, all at once over one TCP connection (RFC 7766 §6.2.1.1), and
// fills in the results at the places of the queries. It returns the outcome of what stays without an answer.
async function converse(address, queries, open, results, signal) {
  let socket;
  const abort = () => socket?.close().catch(() => {});
  try {
    signal.throwIfAborted();
    socket = connect(address, { allowHalfOpen: true });
    socket.closed.catch(() => {});
    signal.addEventListener("abort", abort);
    const out = [];
    for (const [id, place] of open) {
      const packed = queries.get(place);
      out.push(packed.length >> 8, packed.length & 255, id >> 8, id & 255, ...packed.subarray(2));
    }
    const writer = socket.writable.getWriter();
    await writer.write(Uint8Array.from(out));
    let rest = none;
    for await (const part of socket.readable) {
      rest = joined(rest, part);
      while (rest.length >= 2 && rest.length >= 2 + (rest[0] << 8 | rest[1])) {
        const length = rest[0] << 8 | rest[1], body = rest.slice(2, 2 + length);
        rest = rest.subarray(2 + length);
        const place = length >= 12 ? open.get(body[0] << 8 | body[1]) : undefined;
        if (place === undefined) return malformed;
        results[place] = [good, 0, body];
        open.delete(body[0] << 8 | body[1]);
        if (open.size === 0) return good;
      }
    }
    return unreachable;
  } catch {
    return signal.aborted ? timeout : unreachable;
  } finally {
    signal.removeEventListener("abort", abort);
    abort();
  }
}

function joined(a, b) {
  if (a.length === 0) return b;
  const whole = new Uint8Array(a.length + b.length);
  whole.set(a);
  whole.set(b, a.length);
  return whole;
}

// stream asks one server, and what it leaves that answers one query for each connection, over the next.
async function stream(address, queries, results, signal) {
  const open = new Map([...queries.keys()].map((place, id) => [id, place]));
  for (let before = -1, outcome = good; open.size > 0; ) {
    before = open.size;
    outcome = await converse(address, queries, open, results, signal);
    if (open.size === before) {
      for (const place of open.values()) results[place] = [outcome, 0, none];
      return;
    }
  }
}

// todokuPolicy fetches an MTA-STS policy and follows no redirect (RFC 8461 §3.3).
globalThis.todokuPolicy = async (url, done) => {
  const signal = AbortSignal.timeout(queryTimeout);
  try {
    const response = await fetch(url, { redirect: "manual", signal });
    const body = await readUpTo(response.body, maxPolicy);
    if (!body) done(malformed, 0, "", none);
    else done(good, response.status, response.headers.get("content-type") ?? "", body);
  } catch {
    done(signal.aborted ? timeout : unreachable, 0, "", none);
  }
};

// todokuExchange asks a batch of queries, parted by line feeds, and calls back with one buffer: for each an octet for the
// outcome, four for the Age, four for the length, and the body. Which addresses may be asked is decided in Go.
globalThis.todokuExchange = async (lines, done) => {
  const signal = AbortSignal.timeout(queryTimeout);
  const results = [], work = [], servers = new Map();
  for (const [place, line] of lines.split("\n").entries()) {
    const plain = /^(?:tcp|dns):\/\/([^?]+)\?dns=(.{16,})$/.exec(line);
    if (plain) {
      if (!servers.has(plain[1])) servers.set(plain[1], new Map());
      servers.get(plain[1]).set(place, Uint8Array.from(atob(plain[2].replaceAll("-", "+").replaceAll("_", "/")), (c) => c.charCodeAt(0)));
    } else {
      work.push(get(line, signal).then((result) => { results[place] = result; }));
    }
  }
  for (const [address, queries] of servers) work.push(stream(address, queries, results, signal));
  await Promise.all(work);
  done(inOneBuffer(results));
};

function inOneBuffer(results) {
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
  return buffer;
}

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
