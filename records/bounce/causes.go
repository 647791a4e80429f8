package bounce

import "todoku/records/finding"

// Rules are the causes that this package can name. An error asks the sender to change something; a warning asks to
// wait, to slow down or to speak with the recipient.
var Rules finding.Rules

// Authentication: what DNS records decide.
var (
	noAuthentication    = Rules.Add("bounce.no-authentication", finding.Error, "RFC 7372 §3.3")
	spfNotListed        = Rules.Add("bounce.spf-not-listed", finding.Error, "RFC 7208 §8.4")
	spfRequired         = Rules.Add("bounce.spf-required", finding.Error, "RFC 7372 §3.2")
	spfSuspicious       = Rules.Add("bounce.spf-suspicious", finding.Error, "")
	spfForbidsAll       = Rules.Add("bounce.spf-forbids-all", finding.Error, "RFC 7208 §10.1.2")
	dkimRequired        = Rules.Add("bounce.dkim-required", finding.Error, "RFC 7372 §3.1")
	dmarcRejected       = Rules.Add("bounce.dmarc-rejected", finding.Error, "RFC 9989 §5.4")
	dmarcMissing        = Rules.Add("bounce.dmarc-missing", finding.Error, "")
	notAligned          = Rules.Add("bounce.not-aligned", finding.Error, "RFC 9989 §4.4")
	authenticationLevel = Rules.Add("bounce.authentication-level", finding.Error, "")
	yahooPolicy         = Rules.Add("bounce.policy-or-dmarc", finding.Error, "")
	senderDNSFailing    = Rules.Add("bounce.sender-dns-failing", finding.Error, "")
	senderDomainMissing = Rules.Add("bounce.sender-domain-missing", finding.Error, "")
	senderNullMX        = Rules.Add("bounce.sender-null-mx", finding.Error, "RFC 7505 §4.2")
	senderRefused       = Rules.Add("bounce.sender-refused", finding.Error, "")
)

// The sending server.
var (
	reverseDNS          = Rules.Add("bounce.reverse-dns", finding.Error, "RFC 7372 §3.3")
	badHELO             = Rules.Add("bounce.helo", finding.Error, "RFC 5321 §4.1.1.1")
	tlsRequired         = Rules.Add("bounce.tls-required", finding.Error, "RFC 3207")
	recipientTLS        = Rules.Add("bounce.recipient-tls-broken", finding.Warning, "RFC 7672")
	ipv6Guidelines      = Rules.Add("bounce.ipv6-guidelines", finding.Error, "")
	ipv6Refused         = Rules.Add("bounce.ipv6-refused", finding.Error, "")
	ipv6Unauthenticated = Rules.Add("bounce.ipv6-unauthenticated", finding.Error, "")
	dynamicAddress      = Rules.Add("bounce.dynamic-address", finding.Error, "")
	compromised         = Rules.Add("bounce.compromised", finding.Error, "")
	openRelay           = Rules.Add("bounce.open-relay", finding.Error, "")
	smtpAuth            = Rules.Add("bounce.smtp-auth", finding.Error, "RFC 4954")
	protocol            = Rules.Add("bounce.protocol", finding.Error, "RFC 5321 §4.2")
)

// Reputation and rate.
var (
	rateUnusual        = Rules.Add("bounce.rate-unusual", finding.Warning, "")
	rateReputation     = Rules.Add("bounce.rate-reputation", finding.Warning, "")
	reputationAddress  = Rules.Add("bounce.reputation-address", finding.Error, "")
	reputationDomain   = Rules.Add("bounce.reputation-domain", finding.Error, "")
	addressBlocked     = Rules.Add("bounce.address-blocked", finding.Error, "")
	networkBlocked     = Rules.Add("bounce.network-blocked", finding.Error, "")
	blockList          = Rules.Add("bounce.block-list", finding.Error, "")
	bannedSender       = Rules.Add("bounce.banned-sender", finding.Error, "")
	complaintsDeferred = Rules.Add("bounce.deferred-complaints", finding.Warning, "")
	deferredForGood    = Rules.Add("bounce.deferred-for-good", finding.Error, "")
	deferredSuspicious = Rules.Add("bounce.deferred-suspicious", finding.Warning, "")
	greylisted         = Rules.Add("bounce.greylisted", finding.Warning, "RFC 6647")
	tooManyConnections = Rules.Add("bounce.too-many-connections", finding.Warning, "")
	sessionLimit       = Rules.Add("bounce.session-limit", finding.Warning, "")
	tooFast            = Rules.Add("bounce.too-fast", finding.Warning, "")
	recipientRate      = Rules.Add("bounce.recipient-rate", finding.Warning, "")
	invalidRecipients  = Rules.Add("bounce.invalid-recipients", finding.Error, "")
	manyComplaints     = Rules.Add("bounce.complaints", finding.Error, "")
	carrierLimit       = Rules.Add("bounce.carrier-limit", finding.Warning, "")
)

// The message itself.
var (
	contentLinks       = Rules.Add("bounce.content-links", finding.Error, "")
	spam               = Rules.Add("bounce.spam", finding.Error, "")
	phishing           = Rules.Add("bounce.phishing", finding.Error, "")
	virus              = Rules.Add("bounce.virus", finding.Error, "")
	attachment         = Rules.Add("bounce.attachment", finding.Error, "")
	duplicateMessageID = Rules.Add("bounce.duplicate-message-id", finding.Error, "RFC 5322 §3.6.4")
	badHeader          = Rules.Add("bounce.bad-header", finding.Error, "RFC 5322 §3.6")
	badFrom            = Rules.Add("bounce.bad-from", finding.Error, "RFC 5322 §3.6.2")
	lineTooLong        = Rules.Add("bounce.line-too-long", finding.Error, "RFC 5321 §4.5.3.1.6")
	tooLarge           = Rules.Add("bounce.too-large", finding.Error, "RFC 1870")
	localPolicy        = Rules.Add("bounce.local-policy", finding.Warning, "")
)

// The recipient and the server that receives.
var (
	unknownUser        = Rules.Add("bounce.unknown-user", finding.Warning, "RFC 3463 §3.2")
	inactiveUser       = Rules.Add("bounce.inactive-user", finding.Warning, "RFC 3463 §3.3")
	mailboxFull        = Rules.Add("bounce.mailbox-full", finding.Warning, "RFC 3463 §3.3")
	mailboxUnavailable = Rules.Add("bounce.mailbox-unavailable", finding.Warning, "RFC 5321 §4.2.2")
	recipientRule      = Rules.Add("bounce.recipient-rule", finding.Warning, "")
	docomoFilter       = Rules.Add("bounce.docomo-filter", finding.Error, "")
	docomoUnclear      = Rules.Add("bounce.docomo-unclear", finding.Warning, "")
	auFilter           = Rules.Add("bounce.au-filter", finding.Warning, "")
	softbankUnclear    = Rules.Add("bounce.softbank-unclear", finding.Warning, "")
	tooManyRecipients  = Rules.Add("bounce.too-many-recipients", finding.Warning, "RFC 5321 §4.5.3.1.8")
	badAddress         = Rules.Add("bounce.bad-address", finding.Warning, "RFC 3463 §3.2")
	recipientDomain    = Rules.Add("bounce.recipient-domain", finding.Warning, "RFC 3463 §3.2")
	recipientNullMX    = Rules.Add("bounce.recipient-null-mx", finding.Warning, "RFC 7505 §4.1")
	relayDenied        = Rules.Add("bounce.relay-denied", finding.Warning, "RFC 5321 §3.6.2")
	loop               = Rules.Add("bounce.loop", finding.Warning, "RFC 5321 §6.3")
	receiverTrouble    = Rules.Add("bounce.receiver-trouble", finding.Warning, "")
	noConnection       = Rules.Add("bounce.no-connection", finding.Warning, "")
)

// What is no cause.
var (
	notFailed    = Rules.Add("bounce.not-failed", finding.Info, "RFC 3464 §2.3.3")
	unknownCause = Rules.Add("bounce.unknown", finding.Warning, "")
)
