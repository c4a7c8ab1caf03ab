#!/bin/bash
# Debian 12 ships two feed libraries for PHP, and neither reads an ordinary feed with the PHP of the same release.
#
# Software: libphp-simplepie 1.3.1+dfsg-5, php-horde-feed 2.0.4-9 with php-horde-xml-element 2.0.4-9, php8.2-cli and
#   php8.2-xml (Debian 12).
# Date: 2026-11-29.
# Guess: both read title, link and date of an RSS 2.0 item.
# Behaviour: SimplePie raises a TypeError for any feed that has a date in it (the arguments of implode have had one order
#   only since PHP 8.0); undated feeds are read. Horde_Feed raises an Error whenever an element is there twice, since it
#   calls create_function, gone since PHP 8.0: a channel with link and atom:link has its title, but no link.
# Output seen:
#   SimplePie, no date: A
#   SimplePie, pubDate: TypeError
#   Horde_Feed, one link: https://clinic.example/
#   Horde_Feed, link and atom:link: Error
# For a publisher: sites on that release that bring in feeds show nothing, with nothing wrong in the feed. No feed that
#   follows the recommendations (dates, a link to itself) helps them: the answer to such a report is an upgrade.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
mkdir partial
apt-get install -qq -y --no-install-recommends --download-only -o Debug::NoLocking=1 -o "Dir::Cache::archives=$work" \
  libphp-simplepie=1.3.1+dfsg-5 php-horde-feed=2.0.4-9 php-horde-xml-element=2.0.4-9 php8.2-cli php8.2-xml php8.2-mbstring >&2
for package in ./*.deb; do dpkg -x "$package" root; done

cat > read.php <<'PHP'
<?php
error_reporting(E_ERROR);
set_include_path('root/usr/share/php');
spl_autoload_register(function ($class) {
    @include_once strtr($class, '_\\', '//') . '.php';
});
require 'root/usr/share/php/simplepie/autoloader.php';
function rss($channel, $item) {
    return '<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>Notes</title>' . $channel
        . '<link>https://clinic.example/</link><description>Notes</description><item><title>A</title>' . $item . '</item></channel></rss>';
}
function attempt($name, $read) {
    try {
        $value = $read();
        echo "$name: $value\n";
    } catch (Throwable $problem) {
        echo "$name: ", get_class($problem), "\n";
    }
}
function simplepie($text) {
    $feed = new SimplePie();
    $feed->enable_cache(false);
    $feed->set_raw_data($text);
    $feed->init();
    return $feed->get_items()[0]->get_title();
}
function horde($text) {
    $document = new DOMDocument();
    $document->loadXML($text);
    return Horde_Feed::create($document)->link();
}
attempt('SimplePie, no date', fn() => simplepie(rss('', '')));
attempt('SimplePie, pubDate', fn() => simplepie(rss('', '<pubDate>Mon, 05 Jan 2026 07:00:00 GMT</pubDate>')));
attempt('Horde_Feed, one link', fn() => horde(rss('', '')));
attempt('Horde_Feed, link and atom:link', fn() => horde(rss('<atom:link rel="self" href="https://clinic.example/f"/>', '')));
PHP
modules=(root/usr/lib/php/2*)
php=(root/usr/bin/php8.2 -n -d "extension_dir=$work/${modules[0]}" -d extension=dom -d extension=xml -d extension=mbstring -d extension=ctype)
diff <("${php[@]}" read.php) - <<'EXPECTED'
SimplePie, no date: A
SimplePie, pubDate: TypeError
Horde_Feed, one link: https://clinic.example/
Horde_Feed, link and atom:link: Error
EXPECTED
echo OK
