package e2e

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httputil"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// counting stands before a server and counts which domain is checked how often. It can refuse for a while, as a busy
// server does.
type counting struct {
	base string

	mu     sync.Mutex
	asked  map[string]int
	most   int // the most at a time
	active int
	refuse int // so many of the next requests
}

func newCounting(t testing.TB, server string) *counting {
	t.Helper()
	target, err := url.Parse(server)
	if err != nil {
		t.Fatal(err)
	}
	c := &counting{asked: map[string]int{}}
	proxy := httputil.NewSingleHostReverseProxy(target)
	port := freePort(t)
	c.base = "http://127.0.0.1:" + strconv.Itoa(port)
	s := &http.Server{Addr: "127.0.0.1:" + strconv.Itoa(port), Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/api/v1/check" {
			proxy.ServeHTTP(w, r)
			return
		}
		var body bytes.Buffer
		body.ReadFrom(r.Body)
		var req struct{ Domain string }
		json.Unmarshal(body.Bytes(), &req)
		if !c.enter(req.Domain) {
			w.Header().Set("Retry-After", "1")
			w.WriteHeader(http.StatusTooManyRequests)
			return
		}
		defer c.leave()
		r.Body = http.NoBody
		r2, _ := http.NewRequestWithContext(r.Context(), r.Method, server+r.URL.Path, &body)
		r2.Header = r.Header
		r2.Host = target.Host
		r2.Header.Set("Origin", server)
		proxy.ServeHTTP(w, r2)
	})}
	go s.ListenAndServe()
	t.Cleanup(func() { s.Close() })
	eventually(t, "the proxy does not start", func() error {
		res, err := http.Get(c.base + "/api/v1/health")
		if err == nil {
			res.Body.Close()
		}
		return err
	})
	return c
}

func (c *counting) enter(name string) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.refuse > 0 {
		c.refuse--
		return false
	}
	c.asked[name]++
	c.active++
	c.most = max(c.most, c.active)
	return true
}

func (c *counting) leave() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.active--
}

func (c *counting) count() (domains, requests, most int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, n := range c.asked {
		requests += n
	}
	return len(c.asked), requests, c.most
}

// manyDomains are domains below example.test; every tenth has records.
func manyDomains(n int) (names []string, zone string) {
	var b strings.Builder
	for i := range n {
		label := fmt.Sprintf("c%03d", i)
		names = append(names, label+".example.test")
		if i%10 == 0 {
			fmt.Fprintf(&b, "%s TXT \"v=spf1 ip4:203.0.113.%d -all\"\n_dmarc.%s TXT \"v=DMARC1; p=reject; rua=mailto:d@%s.example.test\"\n", label, i%250, label, label)
		}
	}
	return names, b.String()
}

func (b *tab) put(t testing.TB, text string) {
	t.Helper()
	eval[bool](b, fmt.Sprintf(`(document.querySelector("#domains-text").value = %s, true)`, strconv.Quote(text)))
	b.click(`form[data-action="add-domains"] button`)
}

func checkedSoFar(b *tab) int {
	return eval[int](b, `Number(document.querySelector("#progress-text").dataset.done)`)
}

func waitDone(t testing.TB, b *tab, least int, limit time.Duration) {
	t.Helper()
	for deadline := time.Now().Add(limit); checkedSoFar(b) < least; time.Sleep(100 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatalf("%d of %d domains after %s", checkedSoFar(b), least, limit)
		}
	}
}

// 500 domains are checked against BIND: paused, reloaded, resumed, with a busy server in between. None is lost, none is
// asked twice.
func TestClients(t *testing.T) {
	const many = 500
	l := newLab(t, world)
	names, zone := manyDomains(many)
	l.publish(t, zone)
	c := newCounting(t, laptop(t, l.doh()).base)
	b := open(t, c.base, "/clients")
	b.wait("#workspace[data-open]")
	b.put(t, strings.Join(names, "\n"))
	b.until(`document.querySelectorAll("#clients-body tr").length === 500`)
	if checkedSoFar(b) != 0 {
		t.Error("something is done already")
	}
	b.click("#run")
	waitDone(t, b, 60, 2*time.Minute)
	c.mu.Lock()
	c.refuse = 5
	c.mu.Unlock()
	b.click("#run") // pause
	b.until(`document.querySelector("#run").dataset.running === "false" && document.querySelector("#progress-text").dataset.asking === "0"`)
	paused := checkedSoFar(b)
	time.Sleep(300 * time.Millisecond)
	if _, requests, _ := c.count(); requests != paused || checkedSoFar(b) != paused {
		t.Errorf("paused at %d, but %d were asked", paused, requests)
	}
	b.do("load the page again", chromedp.Reload())
	b.wait("#workspace[data-open]")
	b.until(`document.querySelectorAll("#clients-body tr").length === 500`)
	if got := checkedSoFar(b); got != paused {
		t.Errorf("after loading again %d are done, before it %d", got, paused)
	}
	b.click("#run")
	waitDone(t, b, many, 6*time.Minute)
	domains, requests, most := c.count()
	if domains != many || requests != many {
		t.Errorf("%d domains in %d requests, want %d and %d", domains, requests, many, many)
	}
	if most > 3 {
		t.Errorf("%d at a time", most)
	}
	b.until(`document.querySelector("#progress").value === 500`)
	b.complaints() // the browser notes each 429 itself
	if got := eval[int](b, `document.querySelectorAll('#clients-body tr[data-waiting="false"]').length`); got != many {
		t.Errorf("%d rows are done", got)
	}
	if got := eval[int](b, `document.querySelectorAll('#clients-body [data-slot="spf"][data-kind="ok"]').length`); got != many/10 {
		t.Errorf("%d domains have SPF, want %d", got, many/10)
	}
	b.choose("#show", "trouble")
	b.fill("#filter", "c01")
	b.until(`document.querySelectorAll("#clients-body tr").length === 10`)
	for _, sent := range b.traffic() {
		if strings.Contains(sent, "POST") && strings.Count(sent, "example.test") > 2 {
			t.Errorf("more than one domain in a request: %.300s", sent)
		}
	}
}

// The second check shows what has changed; files go out and come back; a report is one page.
func TestClientsChanges(t *testing.T) {
	l := newLab(t, world)
	l.publish(t, "a TXT \"v=spf1 ip4:203.0.113.5 -all\"\n_dmarc.a TXT \"v=DMARC1; p=reject; rua=mailto:d@a.example.test\"\n")
	server := laptop(t, l.doh())
	for _, lang := range []string{"/", "/en/"} {
		t.Run(lang, func(t *testing.T) {
			l.publish(t, "a TXT \"v=spf1 ip4:203.0.113.5 -all\"\n")
			b := open(t, server.base, lang+"clients")
			b.wait("#workspace[data-open]")
			b.axe("empty")
			// A CSV file as Excel writes it in Japan, in Shift_JIS: 会社,ドメイン / 例,a.example.test / 例,info@b.example.test
			b.chooseFile("#domains-file", fileOf(t, "list.csv", []byte("\x89\xef\x8e\xd0,\x83h\x83\x81\x83C\x83\x93\r\n\x97\xe1,a.example.test\r\n\x97\xe1,info@b.example.test\r\n")))
			b.until(`document.querySelectorAll("#clients-body tr").length === 2`)
			b.click("#run")
			waitDone(t, b, 2, 30*time.Second)
			b.until(`document.querySelector("#run").dataset.running === "false"`)
			if got := b.text(`[data-domain="a.example.test"] [data-slot="changed"]`); got != "" {
				t.Errorf("the first check has changed something: %s", got)
			}
			l.publish(t, "a TXT \"v=spf1 +all\"\n")
			b.click("#run")
			b.until(`document.querySelector('[data-domain="a.example.test"] [data-slot="spf"]').dataset.kind === "bad" && document.querySelector("#run").dataset.running === "false"`)
			if got := b.text(`[data-domain="a.example.test"] [data-slot="changed"]`); !strings.Contains(got, "SPF") {
				t.Errorf("changed: %q", got)
			}
			b.axe("table")
			b.screenshot("clients")
			b.click(`[data-action="save-csv"]`)
			rows, err := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(b.saved(t, "todoku-clients.csv"), []byte("\xef\xbb\xbf")))).ReadAll()
			if err != nil || len(rows) != 3 || rows[1][0] != "a.example.test" {
				t.Errorf("%v %q", err, rows)
			}
			b.click(`[data-action="save-list"]`)
			list := b.saved(t, "todoku-clients.json")
			b.click(`[data-domain="a.example.test"] [data-action="client-report"]`)
			b.wait(`#document [data-part="topic"]`)
			if n := b.pdf("client-report"); n != 1 {
				t.Errorf("the report takes %d pages", n)
			}
			eval[bool](b, `(document.querySelectorAll("details.more").forEach((d) => d.open = true), true)`)
			b.click("label:has(#clear-sure)")
			b.click(`[data-action="clear"]`)
			b.until(`document.querySelectorAll("#clients-body tr").length === 0`)
			b.do("load the page again", chromedp.Reload())
			b.wait("#workspace[data-open]")
			if eval[int](b, `document.querySelectorAll("#clients-body tr").length`) != 0 {
				t.Error("what was deleted is still kept")
			}
			b.chooseFile("#list-file", fileOf(t, "bad.json", []byte(`{"clients":[{"domain":"<img src=x onerror=alert(1)>"},{"domain":1},null]}`)))
			b.until(`document.querySelector("#list-file").value === ""`)
			b.chooseFile("#list-file", fileOf(t, "list.json", list))
			b.until(`document.querySelectorAll("#clients-body tr").length === 2`)
			if got := b.text(`[data-domain="a.example.test"] [data-slot="changed"]`); !strings.Contains(got, "SPF") {
				t.Errorf("after the way through a file, changed: %q", got)
			}
		})
	}
}

// saved waits for a download and takes it away.
func (b *tab) saved(t testing.TB, name string) []byte {
	t.Helper()
	path := filepath.Join(b.downloads, name)
	var data []byte
	eventually(t, "no file "+name, func() (err error) {
		if data, err = os.ReadFile(path); err == nil && len(data) == 0 {
			err = fmt.Errorf("%s is empty", name)
		}
		return err
	})
	os.Remove(path)
	return data
}

// chooseFile chooses a file in a box, through chromedp: clicks after it need chromedp's own view of the document.
func (b *tab) chooseFile(selector, path string) {
	b.t.Helper()
	b.do("choose "+path, chromedp.SetUploadFiles(chromedp.CSS(selector), []string{path}))
}

// fileOf writes a file that is to be chosen.
func fileOf(t testing.TB, name string, data []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}
