#!/bin/bash
# Written in 2017, corrected yesterday, fetched today for the first time, unread: and elfeed never lists it.
#
# Software: elpa-elfeed 3.4.1-1 (Debian 12) with emacs 28.2 beside it, and its default filter.
# Date: 2026-11-30.
# Guess: an entry that was not there before is listed as unread; where entries are sorted or hidden by age, a change moves
#   it to the front, since elfeed reads atom:updated.
# Behaviour: atom:published is the date wherever it is there, atom:updated is not looked at. The default filter
#   "@6-months-ago +unread" is applied to that date, so an older entry is stored as unread and not listed. Changed
#   later, an entry takes the new title, and keeps its date and "read".
# Output seen:
#   default filter: Recent
#   filter "+unread": Recent, Old: corrected
#   read, then changed: nothing unread, title "Old: withdrawn", dated 2017-03-09
# For a publisher: who moves an archive, opens a feed for a topic, or corrects old posts reaches nobody here. What is news has
#   to be an entry of its own, published on the day of the news.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
mkdir partial
apt-get install -qq -y --no-install-recommends --download-only -o Debug::NoLocking=1 -o "Dir::Cache::archives=$work" \
  elpa-elfeed=3.4.1-1 emacs-nox >&2
apt-get download -qq elpa-elfeed=3.4.1-1 >&2
for package in ./*.deb; do dpkg -x "$package" root; done
export HOME=$work
editor=(emacs)
if [ -e root/usr/bin/emacs-nox ]; then
  share=$work/root/usr/share/emacs/28.2
  editor=(root/usr/bin/emacs-nox "--dump-file=$work/root/usr/libexec/emacs/28.2/x86_64-linux-gnu/emacs.pdmp")
  export EMACSLOADPATH=$share/lisp EMACSDATA=$share/etc EMACSDOC=$share/etc
fi

today=$(date -u +%FT%TZ) last_week=$(date -u -d '7 days ago' +%FT%TZ)
feed() {
  cat > feed.atom << XML
<feed xmlns="http://www.w3.org/2005/Atom"><id>tag:clinic.example,2026:feed</id><title>Notes</title>
<updated>$today</updated><author><name>Desk</name></author><link href="https://clinic.example/"/>
<entry><id>tag:clinic.example,2026:old</id><title>$1</title><published>2017-03-09T10:00:00Z</published><updated>$today</updated>
<link href="https://clinic.example/old/"/><summary>On sleep.</summary></entry>
<entry><id>tag:clinic.example,2026:recent</id><title>Recent</title><published>$last_week</published><updated>$last_week</updated>
<link href="https://clinic.example/recent/"/><summary>On food.</summary></entry></feed>
XML
}
feed 'Old: corrected'
cp feed.atom first.atom
feed 'Old: withdrawn'
cat > read.el << 'LISP'
(require 'elfeed)
(setq elfeed-db-directory (expand-file-name "database") elfeed-log-level 'error)
(defconst address "https://clinic.example/feed.atom")
;; What elfeed does with a feed once it is fetched.
(defun take-in (file)
  (with-temp-buffer
    (insert-file-contents file)
    (elfeed-db-add (elfeed-entries-from-atom address (elfeed-xml-parse-region)))))
(defun listed (&optional filter)
  (with-current-buffer (elfeed-search-buffer)
    (unless (derived-mode-p 'elfeed-search-mode) (elfeed-search-mode))
    (when filter (setq elfeed-search-filter filter))
    (elfeed-search-update :force)
    elfeed-search-entries))
(defun titles (entries) (mapconcat #'elfeed-entry-title entries ", "))

(take-in "first.atom")
(princ (format "default filter: %s\n" (titles (listed))))
(let ((all (listed "+unread")))
  (princ (format "filter \"+unread\": %s\n" (titles all)))
  (dolist (entry all) (elfeed-untag entry 'unread))
  (take-in "feed.atom")
  (let ((old (car (last all))))
    (princ (format "read, then changed: %s unread, title \"%s\", dated %s\n"
                   (if (listed "+unread") "something" "nothing") (elfeed-entry-title old)
                   (format-time-string "%F" (elfeed-entry-date old) t)))))
LISP
diff <("${editor[@]}" -Q --batch -L root/usr/share/emacs/site-lisp/elpa-src/elfeed-3.4.1 -l read.el) - << 'EXPECTED'
default filter: Recent
filter "+unread": Recent, Old: corrected
read, then changed: nothing unread, title "Old: withdrawn", dated 2017-03-09
EXPECTED
echo OK
