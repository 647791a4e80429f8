package signature

import "todoku/records/finding"

// Rules are the things that this package can say of a signature. An error is a reason for which it does not count.
var Rules finding.Rules

// The signature as it is written.
var (
	missingTag       = Rules.Add("signature.missing-tag", finding.Error, "RFC 6376 §6.1.1")
	repeatedTag      = Rules.Add("signature.repeated-tag", finding.Error, "RFC 6376 §3.2")
	badTag           = Rules.Add("signature.bad-tag", finding.Error, "RFC 6376 §3.5")
	usesSHA1         = Rules.Add("signature.sha1", finding.Error, "RFC 8301 §3.1")
	unknownAlgorithm = Rules.Add("signature.unknown-algorithm", finding.Error, "RFC 6376 §3.3")
	fromNotSigned    = Rules.Add("signature.from-not-signed", finding.Error, "RFC 6376 §5.4")
	identityOutside  = Rules.Add("signature.identity-outside", finding.Error, "RFC 6376 §3.5")
	expired          = Rules.Add("signature.expired", finding.Error, "RFC 6376 §3.5")
	fromTheFuture    = Rules.Add("signature.from-the-future", finding.Error, "RFC 6376 §3.5")
)

// The key.
var (
	keyMissing     = Rules.Add("signature.key-missing", finding.Error, "RFC 6376 §6.1.2")
	keyRevoked     = Rules.Add("signature.key-revoked", finding.Error, "RFC 6376 §6.1.2")
	keyBroken      = Rules.Add("signature.key-broken", finding.Error, "RFC 6376 §6.1.2")
	keyType        = Rules.Add("signature.key-type", finding.Error, "RFC 6376 §6.1.2")
	keyHash        = Rules.Add("signature.key-hash", finding.Error, "RFC 6376 §6.1.2")
	keyService     = Rules.Add("signature.key-not-for-mail", finding.Error, "RFC 6376 §3.6.1")
	keyTooSmall    = Rules.Add("signature.key-too-small", finding.Error, "RFC 8301 §3.2")
	keyStrict      = Rules.Add("signature.no-subdomains", finding.Error, "RFC 6376 §3.6.1")
	severalKeys    = Rules.Add("signature.several-keys", finding.Warning, "RFC 6376 §3.6.2.2")
	keyTesting     = Rules.Add("signature.testing", finding.Warning, "RFC 6376 §3.6.1")
	keySmall       = Rules.Add("signature.key-small", finding.Info, "RFC 8301 §3.2")
	keyOtherDigest = Rules.Add("signature.other-key", finding.Error, "RFC 8017 §8.2.2")
)

// The message.
var (
	valid         = Rules.Add("signature.valid", finding.Info, "RFC 6376 §6.1.3")
	bodyChanged   = Rules.Add("signature.body-changed", finding.Error, "RFC 6376 §6.1.3")
	bodyAppended  = Rules.Add("signature.body-appended", finding.Error, "RFC 6376 §6.1.3")
	bodyMissing   = Rules.Add("signature.body-missing", finding.Info, "RFC 6376 §6.1.3")
	bodyShorter   = Rules.Add("signature.body-shorter", finding.Error, "RFC 6376 §3.4.5")
	headerChanged = Rules.Add("signature.header-changed", finding.Error, "RFC 6376 §6.1.3")
	subjectTagged = Rules.Add("signature.subject-changed", finding.Error, "RFC 6376 §6.1.3")
	headerOrKey   = Rules.Add("signature.header-or-key", finding.Error, "RFC 6376 §6.1.3")
	partOfBody    = Rules.Add("signature.length", finding.Warning, "RFC 6376 §8.2")
	unsignedTail  = Rules.Add("signature.unsigned-tail", finding.Error, "RFC 6376 §8.2")
)
