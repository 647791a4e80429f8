// The Cloudflare side of the Worker: lends Go instances to requests, one request at a time each, and fetches DNS
// answers for them in batches. The Go side is bridge_js.go and transport_js.go.
import "./wasm_exec.js";
import program from "./todoku-worker.wasm";
import { connect } from "cloudflare:sockets";

const maxBody = 65536; // one octet more than this is handed on, so that Go can tell that a body is too large
const maxDrain = 8 << 20; // a larger body is cut off; up to here the client can send it all and read the refusal
const queryTimeout = 3000; // milliseconds
const maxMessage = 65535;
const maxPolicy = 65536;

// The Go instances. They are kept for the next request, because to start one costs more than to answer; there are as many
// as fit into the memory of an isolate (128 MB) beside all else.
const maxMemory = 88 << 20; // octets of all instances
const newMemory = 12 << 20; // what a new one comes to need
const maxGrown = 24 << 20; // an instance that has grown beyond is not kept
const maxLent = 40000; // milliseconds after which a request that has not given its instance back never will
const maxWaiting = 64; // requests that wait for an instance
const maxWait = 5000; // milliseconds for which they do
const idle = [], all = new Set(), waiting = [];

// The clients: when the bucket of each is full again, see rate in gate_host.go.
const minute = 60000, maxClients = 10000;
const clients = new Map();

// start runs a new Go instance up to the point where it waits for requests.
function start(env) {
  const go = new Go();
  go.env = { DOH: env.DOH ?? "", NS: env.NS ?? "" };
  const instance = { handle: null, memory: null, lent: 0, ended: () => {} };
  globalThis.todokuServe = (handle) => { instance.handle = handle; };
  const running = new WebAssembly.Instance(program, go.importObject);
  instance.memory = running.exports.mem;
  go.run(running).catch(() => {}).then(() => {
    all.delete(instance);
    instance.ended(new Error("the program has ended"));
  });
  all.add(instance);
  return instance;
}

// available lends an instance that is idle, or a new one where there is room, or null.
function available(env) {
  const now = Date.now();
  let memory = 0;
  for (const instance of all) {
    if (instance.lent && now - instance.lent > maxLent) all.delete(instance);
    else memory += Math.max(instance.memory.buffer.byteLength, newMemory);
  }
  const instance = idle.pop() ?? (memory + newMemory <= maxMemory || all.size === 0 ? start(env) : null);
  if (instance) instance.lent = now;
  return instance;
}

// lend waits its turn for an instance, or returns null where that takes too long. A request in workerd cannot wait for what
// belongs to another one, which is why it looks again and again.
async function lend(env) {
  if (waiting.length === 0) {
    const instance = available(env);
    if (instance) return instance;
  }
  if (waiting.length >= maxWaiting) return null;
  const ticket = { since: Date.now() };
  waiting.push(ticket);
  try {
    while (Date.now() - ticket.since < maxWait) {
      await scheduler.wait(4);
      // Whoever has stopped looking has been cut off.
      while (waiting[0] !== ticket && Date.now() - waiting[0].since > maxWait) waiting.shift();
      const instance = waiting[0] === ticket && available(env);
      if (instance) return instance;
    }
    return null;
  } finally {
    if (waiting.includes(ticket)) waiting.splice(waiting.indexOf(ticket), 1);
  }
}

// giveBack keeps an instance for the next request, unless it has ended or grown.
function giveBack(instance) {
  instance.lent = 0;
  instance.ended = () => {}; // holds on to the request no longer
  if (!all.has(instance)) return;
  if (instance.memory.buffer.byteLength <= maxGrown) idle.push(instance);
  else all.delete(instance);
}

// client is who is counted as one: an IPv4 address, or an IPv6 network of 64 bits.
function client(address) {
  if (!address.includes(":")) return address;
  const [head, tail] = address.split("::").map((part) => part.split(":"));
  while (tail && head.length + tail.length < 8) head.push("0");
  return head.slice(0, 4).map((group) => parseInt(group || "0", 16)).join(":");
}

// mustWait takes a token of a client, or returns for how many milliseconds it has to wait for one.
function mustWait(who, perMinute) {
  const now = Date.now(), full = Math.max(clients.get(who) ?? 0, now) + minute / perMinute;
  if (full - now > minute) return full - now - minute;
  if (clients.size >= maxClients) {
    for (const [other, at] of clients) if (at < now) clients.delete(other);
    if (clients.size >= maxClients) clients.clear();
  }
  clients.set(who, full);
  return 0;
}

// refuse answers with a problem document, as problem.go does.
function refuse(status, code, headers = {}) {
  return new Response(JSON.stringify({ type: `urn:todoku:problem:${code}`, title: titles[status], status, code }), {
    status,
    headers: { "content-type": "application/problem+json", "cache-control": "no-store", "x-content-type-options": "nosniff",
      "referrer-policy": "no-referrer", "x-frame-options": "DENY", "cross-origin-resource-policy": "same-origin",
      "content-security-policy": "default-src 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'", ...headers },
  });
}

const titles = { 429: "Too Many Requests", 500: "Internal Server Error", 503: "Service Unavailable" };

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

async function answer(request, env, context) {
  if (new URL(request.url).pathname !== "/api/v1/health") {
    const wait = mustWait(client(request.headers.get("cf-connecting-ip") ?? ""), Number(env.RATE) || 120);
    if (wait > 0) return refuse(429, "api.too-many-requests", { "retry-after": String(Math.ceil(wait / 1000)) });
  }
  const body = await readBody(request);
  const instance = await lend(env);
  if (!instance) return refuse(503, "api.busy", { "retry-after": "2" });
  const headers = [...request.headers].flat();
  const reply = new Promise((resolve, reject) => {
    instance.ended = reject;
    instance.handle(request.method, request.url, headers, body, (status, list, content) => {
      giveBack(instance);
      const out = new Headers();
      for (let i = 0; i < list.length; i += 2) out.append(list[i], list[i + 1]);
      const empty = request.method === "HEAD" || status === 204 || status === 304;
      resolve(new Response(empty ? null : content, { status, headers: out }));
    });
  });
  context.waitUntil(reply); // a client that goes away must not take the instance along
  return await reply;
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
  async fetch(request, env, context) {
    try {
      return await answer(request, env, context);
    } catch {
      return refuse(500, "api.internal-error");
    }
  },
};
