// The Worker, and beside it what the measurement asks: the octets of each Go instance.
import { instances } from "./spy.mjs";
import worker from "./worker.mjs";
export default {
  fetch: (request, env, context) =>
    new URL(request.url).pathname === "/instances" ? Response.json(instances()) : worker.fetch(request, env, context),
};
