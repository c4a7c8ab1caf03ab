#include "watch/tree_watch.hpp"

#include <gtest/gtest.h>

namespace citefeed::watch {
namespace {

TEST(TemporaryName, WhatVimLeavesOnTheWayIsTemporary) {
  for (const char* name : {".post.md.swp", ".post.md.swx", "4913", "5036", "post.md~", ".post.md.un~"}) {
    EXPECT_TRUE(is_temporary_file(name)) << name;
  }
}

TEST(TemporaryName, WhatEmacsLeavesOnTheWayIsTemporary) {
  for (const char* name : {"#post.md#", ".#post.md", "post.md~", "post.md.~1~"})
    EXPECT_TRUE(is_temporary_file(name)) << name;
}

TEST(TemporaryName, WhatCopyingToolsLeaveOnTheWayIsTemporary) {
  for (const char* name : {".post.md.AbC123", "post.md.part", "post.md.tmp", ".goutputstream-1A2B3C"}) {
    EXPECT_TRUE(is_temporary_file(name)) << name;
  }
}

TEST(TemporaryName, WhatPeopleCallTheirFilesIsNot) {
  for (const char* name : {"post.md", "4913.md", "#1-predictor.md", "#", "a.b.c.md", "topics.yaml", "Übung.md"}) {
    EXPECT_FALSE(is_temporary_file(name)) << name;
  }
}

TEST(TemporaryName, AHiddenFolderIsOneThatBeginsWithADot) {
  EXPECT_TRUE(is_hidden(".git"));
  EXPECT_FALSE(is_hidden("2023"));
}

}  // namespace
}  // namespace citefeed::watch
