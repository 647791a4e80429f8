// Loaded before the Worker: notes the memory of each Go instance, so that the measurement can ask for it.
const memories = [];
const Real = WebAssembly.Instance;
WebAssembly.Instance = new Proxy(Real, {
  construct(target, args) {
    const instance = new target(...args);
    memories.push(new WeakRef(instance.exports.mem));
    return instance;
  },
});
export const instances = () => memories.map((ref) => ref.deref()?.buffer.byteLength).filter(Boolean);
