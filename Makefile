# Todoku. "make run" needs Go and make; what the tests need besides, they install (see .ci/tools/install).
.PHONY: run build worker check tools test fuzz size bench bench-worker screenshot deploy clean help

GO    = go
WASM  = GOOS=js GOARCH=wasm $(GO) build -trimpath -buildvcs=false
# The pages' programs are built without inlining, but for the runtime, which runs hot: a tenth smaller in brotli.
LEAN  = -gcflags=all=-l -gcflags=runtime= -ldflags "-s -w"
EXEC  = $$($(GO) env GOROOT)/lib/wasm/wasm_exec.js
BUILD = $$(git rev-parse --short=12 HEAD 2>/dev/null || echo dev)
TOOLS = .ci/tools/node_modules/.bin

help: ## list what can be made
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/' | expand -t 14

run: build ## build the product and serve it on http://localhost:8787; DOH=URL asks another resolver
	@$(GO) run -ldflags "-X main.build=$(BUILD)" ./worker serve

build: ## write the pages and the browser programs to dist/site
	@mkdir -p dist/site && cp -f $(EXEC) dist/site/
	@$(WASM) $(LEAN) -o dist/site/todoku.wasm ./wasm/wizard
	@$(WASM) $(LEAN) -o dist/site/tools.wasm ./wasm/tools
	@$(WASM) $(LEAN) -o dist/site/reader.wasm ./wasm/reader
	@$(GO) run ./site dist/site

worker: ## write the Cloudflare Worker to dist/worker
	@mkdir -p dist/worker && cp -f $(EXEC) worker/worker.mjs dist/worker/
	@$(WASM) -ldflags "-s -w -X main.build=$(BUILD)" -o dist/worker/todoku-worker.wasm ./worker

check: ## the everyday part of the tests: a minute or two, nothing to install
	@test -z "$$(gofmt -l records wasm site worker)" || { gofmt -l records wasm site worker; exit 1; }
	$(GO) vet ./... && GOOS=js GOARCH=wasm $(GO) vet ./wasm/... ./worker
	$(GO) tool staticcheck ./... && GOOS=js GOARCH=wasm $$($(GO) tool -n staticcheck) ./wasm/... ./worker
	$(GO) test ./records/... ./site ./site/text ./worker ./wasm/...

tools:
	@.ci/tools/install

test: tools check build worker ## everything: also real Chromium, real workerd, real BIND and dnsdist
	@# A test in the browser that fails is run once more, and said to have been: the machines of CI are shared.
	$(GO) tool gotestsum --format pkgname --rerun-fails=1 --rerun-fails-max-failures=4 --rerun-fails-run-root-test --packages=./site/e2e -- -count=1 -timeout 20m
	$(MAKE) size

fuzz: ## every fuzzer for FUZZTIME (default 30s)
	@for target in $$(grep -rl --include=*_test.go '^func Fuzz' records worker wasm | xargs -n1 dirname | sort -u); do \
	  for name in $$(grep -ho '^func Fuzz[A-Za-z0-9]*' $$target/*_test.go | cut -c6-); do \
	    echo "$$target $$name"; $(GO) test ./$$target -run '^$$' -fuzz "^$$name$$" -fuzztime $${FUZZTIME:-30s} -fuzzminimizetime 10x || exit 1; done; done

size: build ## the size of the browser program against an empty Go program
	@$(GO) run ./site/size dist/site/todoku.wasm dist/site/tools.wasm dist/site/reader.wasm

bench: build ## measurements, as ratios against a baseline of the same run; from a tick to the meter, keys and reports, in Chromium
	$(GO) test -run '^$$' -bench . -benchmem ./records/...
	$(GO) test -run '^$$' -bench Meter -benchtime 40x ./site/e2e
	$(GO) test -run '^$$' -bench Keys -benchtime 20x ./site/e2e
	$(GO) test -run '^$$' -bench Reports -benchtime 5x ./site/e2e

bench-worker: worker ## the Worker in real workerd against the stock adapter, CPU, memory; many domains in BIND
	@.ci/tools/install
	@$(GO) run ./worker/bench

screenshot: build worker ## take the picture of the README anew
	@$(GO) test -count=1 -tags screenshot -run TestReadmeScreenshot ./site/e2e

deploy: build worker ## publish to Cloudflare
	@.ci/tools/install npm && cd worker && ../$(TOOLS)/wrangler deploy

clean: ## delete what was built
	rm -rf dist
