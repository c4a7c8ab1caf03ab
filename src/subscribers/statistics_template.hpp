/// The page of statistics with its gaps, as mustache fills them.
#pragma once

namespace citefeed::subscribers {

inline constexpr const char* statistics_template = R"(<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>Subscribers – citefeed</title>
<style>
:root { color-scheme: light dark; }
body { font: 100%/1.5 system-ui, sans-serif; max-width: 70rem; margin: 0 auto; padding: 1rem; }
table { border-collapse: collapse; }
caption { text-align: start; font-weight: bold; padding-block: .5rem; }
th, td { border-bottom: 1px solid; padding: .2rem .8rem .2rem 0; text-align: end; }
th:first-child, td.text { text-align: start; }
.wide { overflow-x: auto; }
[role=alert] { border-inline-start: .3rem solid; padding-inline-start: .7rem; }
</style>
</head>
<body>
<main>
<h1>Subscribers</h1>
{{#problem}}
<p role="alert">{{problem}}</p>
{{/problem}}
<p>Today is {{today}} ({{time_zone}}), and not over. “16 + 3” is sixteen subscribers that services announce and three readers who
fetch for themselves, as far as a day’s networks and programs tell them apart. Who reads two feeds is counted in both.
Also as <a href="/stats.json">JSON</a> and, day by day, as <a href="/stats.csv">CSV</a>.</p>

<section aria-labelledby="feeds">
<h2 id="feeds">Feeds</h2>
<div class="wide" role="region" aria-labelledby="feeds" tabindex="0">
<table>
<caption>Subscribers of each feed: announced + estimated</caption>
<thead><tr><th scope="col">Feed</th><th scope="col">Today</th><th scope="col">Yesterday</th><th scope="col">7 days ago</th><th scope="col">30 days ago</th><th scope="col">Share of 304</th></tr></thead>
<tbody>
{{#feeds}}
<tr><th scope="row">{{feed}}</th>{{#cells}}<td>{{value}}</td>{{/cells}}<td>{{share}}</td></tr>
{{/feeds}}
{{^feeds}}
<tr><td class="text" colspan="6">No feed was fetched yet.</td></tr>
{{/feeds}}
</tbody>
</table>
</div>
</section>

<section aria-labelledby="days">
<h2 id="days">The last 30 days</h2>
<div class="wide" role="region" aria-labelledby="days" tabindex="0">
<table>
<caption>All feeds together, day by day</caption>
<thead><tr><th scope="col">Day</th><th scope="col">Announced</th><th scope="col">Estimated</th><th scope="col">Requests</th><th scope="col">Share of 304</th><th scope="col">KiB sent</th></tr></thead>
<tbody>
{{#days}}
<tr><th scope="row">{{day}}</th><td>{{announced}}</td><td>{{estimated}}</td><td>{{requests}}</td><td>{{share}}</td><td>{{sent}}</td></tr>
{{/days}}
</tbody>
</table>
</div>
</section>

<section aria-labelledby="announcements">
<h2 id="announcements">Services</h2>
<div class="wide" role="region" aria-labelledby="announcements" tabindex="0">
<table>
<caption>What services announced today and yesterday, at the most</caption>
<thead><tr><th scope="col">Service</th><th scope="col">Feed</th><th scope="col">Day</th><th scope="col">Subscribers</th></tr></thead>
<tbody>
{{#announcements}}
<tr><th scope="row">{{fetcher}}</th><td class="text">{{feed}}</td><td>{{day}}</td><td>{{subscribers}}</td></tr>
{{/announcements}}
</tbody>
</table>
</div>
</section>

<section aria-labelledby="software">
<h2 id="software">Client software</h2>
<div class="wide" role="region" aria-labelledby="software" tabindex="0">
<table>
<caption>How client software fetched feeds since {{since}}</caption>
<thead><tr><th scope="col">Software</th><th scope="col">Requests</th><th scope="col">Share of 304</th><th scope="col">Unconditional refetches</th><th scope="col">Wrong validators</th><th scope="col">Polls within a minute</th><th scope="col">KiB wasted</th></tr></thead>
<tbody>
{{#behaviour}}
<tr><th scope="row">{{software}}</th><td>{{requests}}</td><td>{{share}}</td><td>{{unconditional}}</td><td>{{wrong}}</td><td>{{hasty}}</td><td>{{wasted}}</td></tr>
{{/behaviour}}
</tbody>
</table>
</div>
<p>Wasted is what a client was sent although it had it: because it sent no validator, or one that was wrong.</p>
</section>
</main>
</body>
</html>
)";

}  // namespace citefeed::subscribers
