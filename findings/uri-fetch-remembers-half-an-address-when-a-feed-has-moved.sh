#!/bin/bash
# After a permanent redirect the Perl library for feeds reports the new address as "/feed.atom".
#
# Software: liburi-fetch-perl 0.15-1 (URI::Fetch, which XML::Feed reads feeds with; Debian 12), with the LWP beside it.
# Date: 2026-11-29.
# Guess: with status URI_MOVED_PERMANENTLY, `uri` is the whole address that was fetched in the end.
# Behaviour: `uri` is the Location field as it came. RFC 9110, 10.2.2 allows it to be relative, and many servers send an
#   absolute path; the feed itself is fetched from the right place, so nothing seems wrong.
# Output seen:
#   /relative: status 301, uri /feed.atom, content <feed/>
#   /absolute: status 301, uri http://host/feed.atom, content <feed/>
# For a publisher: aggregators that follow the library's advice (update the subscription when it is told 301) store an
#   address without a host, and the subscriber is gone. Answer old feed addresses with a Location that has scheme and host.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
mkdir partial
apt-get install -qq -y --no-install-recommends --download-only -o Debug::NoLocking=1 -o "Dir::Cache::archives=$work" liburi-fetch-perl=0.15-1 >&2
for package in ./*.deb; do dpkg -x "$package" root; done

cat > fetch.pl <<'PERL'
use strict;
use IO::Socket::INET;
use URI::Fetch;
my $server = IO::Socket::INET->new(LocalAddr => '127.0.0.1', Listen => 5) or die 'cannot listen';
my $base   = 'http://127.0.0.1:' . $server->sockport;
my $child  = fork;
if (!$child) {
    my %moved = ('/relative' => '/feed.atom', '/absolute' => "$base/feed.atom");
    while (my $client = $server->accept) {
        my ($path) = <$client> =~ m{^GET (\S+)};
        while (<$client> =~ /\S/) { }
        my $head = $moved{$path} ? "301 Moved\r\nLocation: $moved{$path}" : '200 OK';
        print $client "HTTP/1.1 $head\r\nConnection: close\r\n\r\n", $moved{$path} ? '' : '<feed/>';
        close $client;
    }
    exit;
}
for my $path ('/relative', '/absolute') {
    my $answer = URI::Fetch->fetch($base . $path) or die URI::Fetch->errstr;
    (my $uri = $answer->uri) =~ s/\Q$base\E/http:\/\/host/;
    print "$path: status ", $answer->status, ", uri $uri, content ", $answer->content, "\n";
}
kill 'TERM', $child;
waitpid $child, 0;
PERL
diff <(timeout 60 perl -Iroot/usr/share/perl5 -Iroot/usr/lib/x86_64-linux-gnu/perl5/5.36 fetch.pl) - <<'EXPECTED'
/relative: status 301, uri /feed.atom, content <feed/>
/absolute: status 301, uri http://host/feed.atom, content <feed/>
EXPECTED
echo OK
