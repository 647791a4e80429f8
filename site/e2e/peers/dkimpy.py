"""Signs and verifies with dkimpy, asking BIND. Input and output are JSON.

{"sign": {"message", "selector", "domain", "key", "algorithm", "header", "body", "length"}} gives {"message"};
{"verify": [message…], "port": 5300} gives the results of the signatures of each message: [["s1", true], …].
"""
import base64, json, re, sys
import dkim, dns.resolver

text = lambda octets: base64.b64encode(octets).decode()
octets = base64.b64decode


def sign(message, selector, domain, key, algorithm, header, body, length):
    message = octets(message)
    canonicalize = (header.encode(), body.encode())
    field = dkim.sign(message, selector.encode(), domain.encode(), octets(key), canonicalize=canonicalize,
                      signature_algorithm=algorithm.encode(), length=length,
                      include_headers=[b"from", b"to", b"subject", b"date", b"message-id"])
    return text(field + message)


def verify(message, ask):
    message, results = octets(message), []
    signatures = re.findall(rb"(?im)^dkim-signature:(?:[^\r\n]|\r\n[ \t])*", message)
    for i, field in enumerate(signatures):
        selector = re.search(rb"[;\s]s=\s*([^;\s]+)", field).group(1).decode()
        try:
            passed = dkim.DKIM(message).verify(i, dnsfunc=ask)
        except (dkim.DKIMException, ValueError):  # ValueError: an RSA signature with an Ed25519 key
            passed = False
        results.append([selector, bool(passed)])
    return results


def asker(port):
    resolver = dns.resolver.Resolver(configure=False)
    resolver.nameservers, resolver.port = ["127.0.0.1"], port

    def ask(name, timeout=5):
        try:
            answer = resolver.resolve(name.decode(), "TXT")
        except (dns.resolver.NXDOMAIN, dns.resolver.NoAnswer):
            return None
        return b"".join(answer[0].strings)
    return ask


job = json.load(sys.stdin)
if "sign" in job:
    json.dump({"message": sign(**job["sign"])}, sys.stdout)
else:
    ask = asker(job["port"])
    json.dump([verify(m, ask) for m in job["verify"]], sys.stdout)
