# Verifies with Mail::DKIM, asking BIND: mail-dkim.pl PORT FILE… prints for each file a line with "selector=result" of each
# signature.
use strict;
use warnings;
use Mail::DKIM::DNS;
use Mail::DKIM::Verifier;
use Net::DNS::Resolver;

my $port = shift @ARGV;
Mail::DKIM::DNS::resolver(Net::DNS::Resolver->new(nameservers => ['127.0.0.1'], port => $port, recurse => 0));
for my $name (@ARGV) {
    open(my $file, '<:raw', $name) or die "$name: $!";
    my $verifier = Mail::DKIM::Verifier->new();
    while (<$file>) {
        $verifier->PRINT($_);
    }
    $verifier->CLOSE;
    print join(' ', map { $_->selector . '=' . $_->result } $verifier->signatures), "\n";
}
