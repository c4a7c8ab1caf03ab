/// Collects text, as a walk through a document meets it, into blocks.
#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "importing/block.hpp"

namespace citefeed::importing {

/// One thread at a time. White space runs become one space; blocks that show nothing are dropped.
class BlockBuilder final {
 public:
  /// The style of the text that follows.
  struct Style {
    std::string href = {};
    int strong = 0;  ///< how many elements say so
    int emphasis = 0;
    int code = 0;
  };
  Style style = {};

  void text(std::string_view text, std::uint32_t line, bool line_ends_end_blocks);
  void image(const std::string& alt, const std::string& address, std::uint32_t line);
  void code(std::string text, std::uint32_t line);
  void rule(std::uint32_t line);

  void begin_heading(int level);
  /// Ends the paragraph or heading; in a table it is a space.
  void end_block();

  void open_list(bool numbered, int first_number);
  void close_list();
  void open_item();
  void open_quotation();
  void close_container();

  void open_table();
  void begin_row();
  void begin_cell();
  void close_table();
  [[nodiscard]] bool is_in_table() const { return tables_ > 0; }

  [[nodiscard]] std::vector<Block> finish();

 private:
  struct List {
    bool numbered = false;
    int next = 1;
  };

  Paragraph& spans(std::uint32_t line);
  void character(char c, std::uint32_t line);
  void open(std::string marker);
  void push(Block block);

  std::vector<Block> blocks_ = {};
  Block current_ = {};
  Block table_ = {};
  std::vector<List> lists_ = {};
  std::vector<Container> containers_ = {};
  std::size_t opened_ = 0;    ///< containers ever, for their numbers
  std::size_t too_deep_ = 0;  ///< containers open beyond those that are kept
  int tables_ = 0;
  bool space_ = false;  ///< white space was seen and something may follow it
};

}  // namespace citefeed::importing
