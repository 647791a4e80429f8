package dkim

import "strings"

// Signer is a program that signs mail.
type Signer string

// The signers.
const (
	OpenDKIM Signer = "opendkim" // beside Postfix
	Rspamd   Signer = "rspamd"   // beside Postfix
	Milter   Signer = "postfix"  // Postfix with any other milter
	Exim     Signer = "exim"
	Amavis   Signer = "amavis"
)

// Signers lists them in the order of the page.
var Signers = []Signer{OpenDKIM, Rspamd, Milter, Exim, Amavis}

// Stage says when a part of a configuration is done: a key that signs before the world can see its public half makes
// mail fail.
type Stage string

// The stages.
const (
	Prepare  Stage = "prepare"   // before the record is published
	SwitchOn Stage = "switch-on" // after the record is seen
	Test     Stage = "test"
)

// Form is what a part is.
type Form string

// The forms.
const (
	File     Form = "file"     // a file of its own
	Lines    Form = "lines"    // lines to enter into a file that is there
	Commands Form = "commands" // to be run as root
)

// Part is one thing to write or to run.
type Part struct {
	Stage Stage
	Form  Form
	Path  string // of the file
	Text  string
	// What is the code of the message that says what it is for.
	What string
}

// Setup is how a signer is set up for one domain and selector.
type Setup struct {
	Signer Signer
	// PKCS1 says that the signer wants the key in that form; every other reads PKCS#8.
	PKCS1 bool
	// Ed25519 says that the signer can sign with such keys as well.
	Ed25519 bool
	// KeyPath is where the private key lies; empty where the program that signs decides it.
	KeyPath string
	Parts   []Part
}

// KeyFile is the name under which the page saves a private key.
func KeyFile(selector, domain string) string { return selector + "." + domain + ".private.pem" }

// Configure writes the setup of a signer: files, permissions, commands, as they are on Debian and its relatives. Domain and
// selector must have been checked. Hosts are the addresses of the owner's own servers whose mail is to be signed.
func Configure(signer Signer, domain, selector string, hosts []string) Setup {
	fill := func(text string) string {
		return strings.NewReplacer("{domain}", domain, "{selector}", selector, "{file}", KeyFile(selector, domain),
			"{hosts}", strings.Join(append([]string{"127.0.0.1", "::1", "localhost"}, hosts...), "\n")).Replace(text)
	}
	s := setups[signer]
	s.Signer = signer
	s.KeyPath = fill(s.KeyPath)
	parts := make([]Part, len(s.Parts))
	for i, p := range s.Parts {
		p.Path, p.Text = fill(p.Path), fill(p.Text)
		parts[i] = p
	}
	s.Parts = parts
	return s
}

// milterLines make Postfix hand mail to a milter. Without the second, mail that programs on the server itself send (PHP,
// cron) stays unsigned; the third lets mail pass where the milter is down.
func milterLines(socket string) string {
	return "smtpd_milters = " + socket + "\nnon_smtpd_milters = $smtpd_milters\nmilter_default_action = accept\nmilter_protocol = 6\n"
}

const reloadPostfix = "postfix check\nsystemctl reload postfix\n"

var setups = map[Signer]Setup{
	OpenDKIM: {KeyPath: "/etc/opendkim/keys/{domain}/{selector}.private", Parts: []Part{
		// RequireSafeKeys: nobody but the user of opendkim may read the key.
		{Prepare, Commands, "", "install -d -m 0700 -o opendkim -g opendkim /etc/opendkim/keys/{domain}\n" +
			"install -m 0600 -o opendkim -g opendkim {file} /etc/opendkim/keys/{domain}/{selector}.private\n" +
			"rm {file}\n", "signer.part.key"},
		{Prepare, File, "/etc/opendkim/key.table", "{selector}._domainkey.{domain} {domain}:{selector}:/etc/opendkim/keys/{domain}/{selector}.private\n", "signer.part.key-table"},
		{Prepare, File, "/etc/opendkim/signing.table", "*@{domain} {selector}._domainkey.{domain}\n", "signer.part.signing-table"},
		{Prepare, File, "/etc/opendkim/trusted.hosts", "{hosts}\n", "signer.part.trusted-hosts"},
		{Prepare, Lines, "/etc/opendkim.conf", "Mode sv\nSocket inet:8891@localhost\nCanonicalization relaxed/relaxed\n" +
			"SignHeaders *,+List-Unsubscribe-Post\nOversignHeaders From\nKeyTable file:/etc/opendkim/key.table\n" +
			"SigningTable refile:/etc/opendkim/signing.table\nInternalHosts /etc/opendkim/trusted.hosts\n" +
			"ExternalIgnoreList /etc/opendkim/trusted.hosts\nUserID opendkim\nUMask 007\n", "signer.part.opendkim-conf"},
		{SwitchOn, Commands, "", "opendkim-testkey -vvv -d {domain} -s {selector} -k /etc/opendkim/keys/{domain}/{selector}.private\n" +
			"systemctl restart opendkim\n", "signer.part.opendkim-start"},
		{SwitchOn, Lines, "/etc/postfix/main.cf", milterLines("inet:localhost:8891"), "signer.part.postfix"},
		{SwitchOn, Commands, "", reloadPostfix, "signer.part.postfix-reload"},
		{Test, Commands, "", "journalctl -u opendkim -n 20\n", "signer.part.log"},
	}},
	Rspamd: {KeyPath: "/var/lib/rspamd/dkim/{domain}.{selector}.key", Parts: []Part{
		{Prepare, Commands, "", "install -d -m 0750 -o _rspamd -g _rspamd /var/lib/rspamd/dkim\n" +
			"install -m 0600 -o _rspamd -g _rspamd {file} /var/lib/rspamd/dkim/{domain}.{selector}.key\n" +
			"rm {file}\n", "signer.part.key"},
		// use_esld would sign for the domain above where mail comes from a subdomain.
		{Prepare, File, "/etc/rspamd/local.d/dkim_signing.conf", "sign_local = true;\nsign_authenticated = true;\nuse_esld = false;\n" +
			"allow_username_mismatch = true;\ndomain {\n  {domain} {\n    selectors [\n" +
			"      { path = \"/var/lib/rspamd/dkim/{domain}.{selector}.key\"; selector = \"{selector}\"; }\n    ]\n  }\n}\n", "signer.part.rspamd"},
		{SwitchOn, Commands, "", "rspamadm configtest\nsystemctl reload rspamd\n", "signer.part.rspamd-start"},
		{SwitchOn, Lines, "/etc/postfix/main.cf", milterLines("inet:localhost:11332"), "signer.part.postfix"},
		{SwitchOn, Commands, "", reloadPostfix, "signer.part.postfix-reload"},
		{Test, Commands, "", "journalctl -u rspamd -n 20\n", "signer.part.log"},
	}},
	Milter: {Parts: []Part{
		{SwitchOn, Lines, "/etc/postfix/main.cf", milterLines("inet:localhost:8891"), "signer.part.postfix"},
		{SwitchOn, Commands, "", reloadPostfix, "signer.part.postfix-reload"},
		{Test, Commands, "", "postconf smtpd_milters non_smtpd_milters\n", "signer.part.postfix-show"},
	}},
	Exim: {KeyPath: "/etc/exim4/dkim/{domain}.{selector}.pem", Ed25519: true, Parts: []Part{
		{Prepare, Commands, "", "install -d -m 0750 -o root -g Debian-exim /etc/exim4/dkim\n" +
			"install -m 0640 -o root -g Debian-exim {file} /etc/exim4/dkim/{domain}.{selector}.pem\n" +
			"rm {file}\n", "signer.part.key"},
		// Mail of other domains stays unsigned: no domain, no signature.
		{SwitchOn, Lines, "/etc/exim4/exim4.conf.localmacros", eximMacros("DKIM_", " = "), "signer.part.exim-debian"},
		{SwitchOn, Lines, "/etc/exim/exim.conf", eximMacros("  dkim_", " = "), "signer.part.exim-transport"},
		{SwitchOn, Commands, "", "update-exim4.conf\nexim4 -bV\nsystemctl reload exim4\n", "signer.part.exim-start"},
		{Test, Commands, "", "tail -n 20 /var/log/exim4/mainlog\n", "signer.part.log"},
	}},
	Amavis: {KeyPath: "/var/lib/amavis/dkim/{domain}.{selector}.pem", PKCS1: true, Parts: []Part{
		{Prepare, Commands, "", "install -d -m 0750 -o amavis -g amavis /var/lib/amavis/dkim\n" +
			"install -m 0600 -o amavis -g amavis {file} /var/lib/amavis/dkim/{domain}.{selector}.pem\n" +
			"rm {file}\n", "signer.part.key"},
		{SwitchOn, Lines, "/etc/amavis/conf.d/50-user", "$enable_dkim_signing = 1;\n" +
			"dkim_key('{domain}', '{selector}', '/var/lib/amavis/dkim/{domain}.{selector}.pem');\n" +
			"@dkim_signature_options_bysender_maps = ({ '.' => { ttl => 21*24*3600, c => 'relaxed/relaxed' } });\n", "signer.part.amavis"},
		{SwitchOn, Commands, "", "amavisd-new testkeys\nsystemctl restart amavis\n", "signer.part.amavis-start"},
		{Test, Commands, "", "journalctl -u amavis -n 20\n", "signer.part.log"},
	}},
}

// eximHeaders are the headers that Exim signs where they are: those of RFC 6376 §5.4.1, and those for unsubscribing
// (RFC 8058 §3.1), which its own list lacks. "+" forbids a second From.
const eximHeaders = "+From:=Reply-To:=Subject:=Date:=Message-ID:=To:=Cc:=MIME-Version:=Content-Type:=Content-Transfer-Encoding" +
	":=In-Reply-To:=References:=List-Id:=List-Unsubscribe:=List-Unsubscribe-Post"

// eximMacros writes the options of the transport, as macros of Debian or as options.
func eximMacros(prefix, is string) string {
	upper := prefix == "DKIM_"
	var b strings.Builder
	for _, option := range [][2]string{
		{"domain", "${if eqi{${domain:$h_from:}}{{domain}}{{domain}}{}}"},
		{"selector", "{selector}"},
		{"private_key", "/etc/exim4/dkim/{domain}.{selector}.pem"},
		{"canon", "relaxed"},
		{"sign_headers", eximHeaders},
		{"strict", "1"},
	} {
		name := option[0]
		if upper {
			name = strings.ToUpper(name)
		}
		b.WriteString(prefix + name + is + option[1] + "\n")
	}
	return b.String()
}
