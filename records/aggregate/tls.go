package aggregate

import (
	"bytes"
	"encoding/json"
	"errors"
	"sort"

	"todoku/records/domain"
)

// TLSReport is a report on the encryption of mail to a domain (RFC 8460 §4).
type TLSReport struct {
	Org     string
	ID      string
	Contact string
	// Begin and End are written as the report has them, in RFC 3339.
	Begin, End string
	Policies   []TLSPolicy
}

// TLSPolicy is what was seen under one policy.
type TLSPolicy struct {
	Type     string // "sts", "tlsa", "no-policy-found"
	Domain   string
	Hosts    []string // the MX patterns of the policy
	Good     int      // sessions
	Bad      int
	Failures []TLSFailure // most sessions first
}

// TLSFailure is one way in which sessions failed (RFC 8460 §4.3).
type TLSFailure struct {
	Type      string // such as "certificate-expired"
	Host      string // the MX that was spoken to
	From      string // the address that sent
	To        string // the address of the MX
	Sessions  int
	Reason    string
	Reference string
}

// FailureTypes are the types that RFC 8460 §4.3 defines; the page has a sentence for each.
var FailureTypes = []string{"starttls-not-supported", "certificate-host-mismatch", "certificate-expired",
	"certificate-not-trusted", "validation-failure", "tlsa-invalid", "dnssec-invalid", "dane-required",
	"sts-policy-fetch-error", "sts-policy-invalid", "sts-webpki-invalid"}

// ParseTLS reads a TLS report, unpacked.
func ParseTLS(data []byte) (TLSReport, error) {
	if len(data) > MaxSize {
		return TLSReport{}, ErrTooLarge
	}
	var wire struct {
		Org     string `json:"organization-name"`
		ID      string `json:"report-id"`
		Contact string `json:"contact-info"`
		Range   struct {
			Begin string `json:"start-datetime"`
			End   string `json:"end-datetime"`
		} `json:"date-range"`
		Policies []struct {
			Policy struct {
				Type   string          `json:"policy-type"`
				Domain string          `json:"policy-domain"`
				Hosts  json.RawMessage `json:"mx-host"` // RFC 8460 has a list; some write one text
			} `json:"policy"`
			Summary struct {
				Good int `json:"total-successful-session-count"`
				Bad  int `json:"total-failure-session-count"`
			} `json:"summary"`
			Failures []struct {
				Type      string `json:"result-type"`
				Host      string `json:"receiving-mx-hostname"`
				From      string `json:"sending-mta-ip"`
				To        string `json:"receiving-ip"`
				Sessions  int    `json:"failed-session-count"`
				Reason    string `json:"failure-reason-code"`
				Reference string `json:"additional-information"`
			} `json:"failure-details"`
		} `json:"policies"`
	}
	data = bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))
	if err := json.Unmarshal(data, &wire); err != nil {
		var syntax *json.SyntaxError
		if IsJSON(data) && errors.As(err, &syntax) && syntax.Offset >= int64(len(data)) {
			return TLSReport{}, ErrTruncated
		}
		return TLSReport{}, ErrBroken
	}
	if wire.Policies == nil {
		return TLSReport{}, ErrNotReport
	}
	r := TLSReport{Org: wire.Org, ID: wire.ID, Contact: wire.Contact, Begin: wire.Range.Begin, End: wire.Range.End}
	for _, p := range wire.Policies {
		policy := TLSPolicy{Type: p.Policy.Type, Domain: domain.Canonical(p.Policy.Domain), Good: max(p.Summary.Good, 0), Bad: max(p.Summary.Bad, 0)}
		var one string
		if json.Unmarshal(p.Policy.Hosts, &policy.Hosts) != nil && json.Unmarshal(p.Policy.Hosts, &one) == nil {
			policy.Hosts = []string{one}
		}
		for _, f := range p.Failures {
			policy.Failures = append(policy.Failures, TLSFailure{f.Type, f.Host, f.From, f.To, max(f.Sessions, 0), f.Reason, f.Reference})
		}
		sort.SliceStable(policy.Failures, func(i, j int) bool { return policy.Failures[i].Sessions > policy.Failures[j].Sessions })
		r.Policies = append(r.Policies, policy)
	}
	return r, nil
}

// IsJSON reports whether a text begins as a TLS report does.
func IsJSON(data []byte) bool {
	return bytes.HasPrefix(bytes.TrimSpace(bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))), []byte("{"))
}
