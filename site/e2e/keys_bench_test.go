package e2e

import (
	"slices"
	"testing"
)

// BenchmarkKeys measures what making a key through the page costs beyond crypto.subtle itself, each time beside a bare call
// on the same page. How long the search for primes takes is chance, so that each run is compared with the time of the
// very calls that it made; the bare calls are printed beside it.
func BenchmarkKeys(bench *testing.B) {
	b := open(bench, laptop(bench, "").base, "/dkim")
	b.wait("html[data-ready]")
	b.fill("#domain", "example.jp")
	eval[bool](b, `(() => {
		const subtle = crypto.subtle;
		window.inner = 0;
		for (const name of ["generateKey", "exportKey"]) {
			const call = subtle[name].bind(subtle);
			subtle[name] = async (...args) => {
				const start = performance.now();
				try { return await call(...args); } finally { window.inner += performance.now() - start; }
			};
		}
		window.bare = async () => {
			const start = performance.now();
			const pair = await subtle.generateKey({name: "RSASSA-PKCS1-v1_5", modulusLength: 2048, publicExponent: new Uint8Array([1, 0, 1]), hash: "SHA-256"}, true, ["sign", "verify"]);
			await subtle.exportKey("pkcs8", pair.privateKey);
			await subtle.exportKey("spki", pair.publicKey);
			return performance.now() - start;
		};
		// A key is made when its file is: what is drawn after that is no part of it.
		const make = URL.createObjectURL.bind(URL);
		let resolve, start;
		URL.createObjectURL = (blob) => {
			resolve?.([performance.now() - start, window.inner]);
			resolve = undefined;
			return make(blob);
		};
		window.ours = () => new Promise((done) => {
			resolve = done;
			window.inner = 0;
			start = performance.now();
			document.querySelector("#make").click();
		});
		return true;
	})()`)
	var bare, ours, ratios []float64
	for bench.Loop() {
		bare = append(bare, eval[float64](b, "bare()"))
		pair := eval[[]float64](b, "ours()")
		b.until(`!document.querySelector("#make").disabled`)
		ours = append(ours, pair[0])
		ratios = append(ratios, pair[0]/pair[1])
	}
	ratio := median(ratios)
	bench.ReportMetric(ratio, "ratio")
	bench.ReportMetric(median(ours), "ms/page")
	bench.ReportMetric(median(bare), "ms/bare")
	bench.Logf("through the page %.1f ms, bare %.1f ms, a run against its own calls %.3f (medians of %d)", median(ours), median(bare), ratio, len(ours))
	if ratio > 1.1 {
		bench.Errorf("making a key through the page takes %.3f times as long as crypto.subtle, more than 1.1", ratio)
	}
}

func median(values []float64) float64 {
	slices.Sort(values)
	return (values[(len(values)-1)/2] + values[len(values)/2]) / 2
}
