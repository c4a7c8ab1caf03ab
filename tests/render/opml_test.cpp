#include "render/feeds.hpp"

#include <gtest/gtest.h>

namespace citefeed::render {
namespace {

TEST(Opml, FoldersHaveOnlyTextAndFeedsHaveAllTheyNeed) {
  const std::vector<OpmlFolder> folders{
      {.feeds = {{.title = "All", .feed_url = "https://blog.example/feed.atom", .home_url = "https://blog.example/"}}},
      {.text = "Topics",
       .feeds = {{.title = "Tom & \"Jerry\"",
                  .feed_url = "https://blog.example/topics/x/feed.atom",
                  .home_url = "https://blog.example/topics/x/",
                  .description = "About\nx"}}}};
  EXPECT_EQ(opml("Notes", folders), R"(<?xml version="1.0" encoding="UTF-8"?>
<opml version="2.0">
<head>
<title>Notes</title>
<docs>http://opml.org/spec2.opml</docs>
</head>
<body>
<outline text="All" title="All" type="rss" xmlUrl="https://blog.example/feed.atom" htmlUrl="https://blog.example/" />
<outline text="Topics">
<outline text="Tom &amp; &quot;Jerry&quot;" title="Tom &amp; &quot;Jerry&quot;" type="rss" xmlUrl="https://blog.example/topics/x/feed.atom" htmlUrl="https://blog.example/topics/x/" description="About x" />
</outline>
</body>
</opml>
)");
}

}  // namespace
}  // namespace citefeed::render
