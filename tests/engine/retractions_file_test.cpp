// The file of the Retraction Watch database, while something else replaces it.
#include "engine/retractions_file.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "base/temporary_directory.hpp"
#include "recorded_log.hpp"

namespace citefeed::engine {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using namespace std::chrono_literals;

class ARetractionsFile : public testing::Test {
 protected:
  /// Writes the file as if it had been `age` before `now_`.
  void write(const std::string& text, std::chrono::seconds age = 1h) {
    std::ofstream{path_} << text;
    std::filesystem::last_write_time(path_, std::chrono::file_clock::from_sys(now_ - age));
  }
  static std::string database(const std::string& doi) {
    return "RetractionDate,RetractionDOI,OriginalPaperDOI,RetractionNature\n2/12/2024,," + doi + ",Retraction\n";
  }

  TemporaryDirectory folder_;
  std::filesystem::path path_ = folder_.path() / "retractions.csv";
  Instant now_{std::chrono::sys_days{std::chrono::year{2026} / 11 / 30}};
  RecordedLog log_;
  RetractionsFile file_{path_, log_};
};

TEST_F(ARetractionsFile, IsReadAgainWhenItHasChanged) {
  write(database("10.1000/a"));
  EXPECT_NE(file_.look(now_)->find("10.1000/a"), nullptr);
  EXPECT_EQ(file_.next_look(), now_ + 1min);
  EXPECT_EQ(file_.look(now_ + 1min), nullptr) << "the same";
  write(database("10.1000/b"), 30min);
  EXPECT_NE(file_.look(now_ + 2min)->find("10.1000/b"), nullptr);
  EXPECT_THAT(log_.lines(), ElementsAre(HasSubstr("retractions_read"), HasSubstr("articles=1")));
}

TEST_F(ARetractionsFile, IsLeftAloneUntilItIsQuiet) {
  write(database("10.1000/a"), 1s);
  EXPECT_EQ(file_.look(now_), nullptr);
  EXPECT_EQ(file_.next_look(), now_ + 2s);
  EXPECT_NE(file_.look(now_ + 2s), nullptr);
}

TEST_F(ARetractionsFile, IsNotReadWhileSomebodyWritesIt) {
  write(database("10.1000/a"));
  std::ofstream writer{path_, std::ios::app};
  std::filesystem::last_write_time(path_, std::chrono::file_clock::from_sys(now_ - 1h));
  EXPECT_EQ(file_.look(now_), nullptr);
  writer.close();
  EXPECT_NE(file_.look(now_ + 2s), nullptr);
}

TEST_F(ARetractionsFile, ThatSaysNothingGoodIsNamedOnceAndWhatItSaidStays) {
  EXPECT_EQ(file_.look(now_), nullptr);
  EXPECT_EQ(file_.look(now_), nullptr);
  write("<html>An error</html>\n");
  EXPECT_EQ(file_.look(now_), nullptr);
  EXPECT_EQ(file_.look(now_), nullptr);
  EXPECT_THAT(log_.lines(), ElementsAre(HasSubstr("expected a file that can be read"),
                                        HasSubstr("expected the columns of the Retraction Watch database")));
}

}  // namespace
}  // namespace citefeed::engine
