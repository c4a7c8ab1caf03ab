#include "citation/apa_parts.hpp"

#include <gtest/gtest.h>

#include <string>

namespace citefeed::citation {
namespace {

struct Case {
  const char* behaviour = "";
  const char* printed = "";
  /// "Family|Given", with "|Suffix" where there is one, groups in braces, divided by "; ".
  const char* names = "";
  std::optional<std::size_t> gap = {};  ///< how many names stand before those left out
};

std::string to_text(const std::vector<Name>& names) {
  std::string text;
  for (const auto& name : names) {
    if (!text.empty()) text += "; ";
    if (!name.literal.empty()) {
      text += "{" + name.literal + "}";
      continue;
    }
    text += name.family + "|" + name.given;
    if (!name.suffix.empty()) text += "|" + name.suffix;
  }
  return text;
}

const Case cases[] = {
    {"one author", "Rogers, C. R.", "Rogers|C. R."},
    {"two authors with an ampersand", "Chui, H., & Liu, F.", "Chui|H.; Liu|F."},
    {"the comma before the ampersand may be missing", "Kay, F. & Brockman, J.", "Kay|F.; Brockman|J."},
    {"the spaces around the ampersand may be missing", "Kay, F.& Brockman, J.", "Kay|F.; Brockman|J."},
    {"and divides like an ampersand", "Bunke, H., and Allermann, G.", "Bunke|H.; Allermann|G."},
    {"and without a comma", "Marinari, E. and Parisi, G.", "Marinari|E.; Parisi|G."},
    {"conjunctions of other languages", "Baril, K., Tourigny, M. et Cyr, M.", "Baril|K.; Tourigny|M.; Cyr|M."},
    {"semicolons divide like commas", "Baril, K.; Tourigny, M.", "Baril|K.; Tourigny|M."},
    {"initials without spaces", "Schweiter, R.D., & Dekker, J.J.M.", "Schweiter|R. D.; Dekker|J. J. M."},
    {"hyphenated initials", "Boujut, J.-F., & Kim, K. -M.", "Boujut|J.-F.; Kim|K.-M."},
    {"initials of two letters", "Sokolov, Yu. N., & Weiss, Chr.", "Sokolov|Yu. N.; Weiss|Chr."},
    {"initials with marks", "Öst, L.-G., & Caussignac, É.", "Öst|L.-G.; Caussignac|É."},
    {"hyphenated and several families", "Cameron-Jones, R. M., & Temple Lang, D.",
     "Cameron-Jones|R. M.; Temple Lang|D."},
    {"particles stay in the family", "van der Berg, P., de la Cruz, M., & Di Chiara, G.",
     "van der Berg|P.; de la Cruz|M.; Di Chiara|G."},
    {"an ellipsis joined to an initial", "Cole, D., Kay, F. B.… Roth, A.", "Cole|D.; Kay|F. B.; Roth|A.", 2},
    {"three dots joined to an initial", "Cole, D., Kay, F. B.... Roth, A.", "Cole|D.; Kay|F. B.; Roth|A.", 2},
    {"and others", "Cole, D., Kay, F., and others", "Cole|D.; Kay|F.", 2},
    {"a particle after the initials", "Mesquita, J. F. de", "Mesquita|J. F. de"},
    {"curly and straight apostrophes", "O’Brien, M., & O'Donoghue, T.", "O’Brien|M.; O'Donoghue|T."},
    {"initials of particles", "St. John, W.v.d., & Jong, P. d.", "St. John|W. v. d.; Jong|P. d."},
    {"Saint is no initial", "St. John, J.", "St. John|J."},
    {"families in capitals", "LEE, S., XU, Y., & KIM, J.", "LEE|S.; XU|Y.; KIM|J."},
    {"junior after the initials", "King, M. L., Jr., & Smith, J., III", "King|M. L.|Jr.; Smith|J.|III"},
    {"junior before the initials", "King, Jr., M. L.", "King|M. L.|Jr."},
    {"junior without a comma", "King, M. L. Jr., & Parker, P.", "King|M. L.|Jr.; Parker|P."},
    {"junior in the family's place", "Dunn Jr, W. A., & Aris, J. P.", "Dunn|W. A.|Jr; Aris|J. P."},
    {"et al. after a comma", "Pantchenko, O. S., Seidman, S. J., et al.", "Pantchenko|O. S.; Seidman|S. J.", 2},
    {"et al. without a comma", "O’Brien, M. et al.", "O’Brien|M.", 1},
    {"et al without a full stop", "O’Brien, M., et al", "O’Brien|M.", 1},
    {"the ellipsis of a long list", "Abel, A., Bell, B., . . . Zorn, Z. Z.", "Abel|A.; Bell|B.; Zorn|Z. Z.", 2},
    {"the ellipsis as one character", "Abel, A., Bell, B., … Zorn, Z.", "Abel|A.; Bell|B.; Zorn|Z.", 2},
    {"the ellipsis right after an initial", "Abel, A. . . . Zorn, Z.", "Abel|A.; Zorn|Z.", 1},
    {"a group", "American Psychological Association.", "{American Psychological Association}"},
    {"a group with a conjunction inside", "National Institute for Health and Care Excellence",
     "{National Institute for Health and Care Excellence}"},
    {"a group with commas inside", "Department of Health, Education, and Welfare",
     "{Department of Health, Education, and Welfare}"},
    {"a place inside a group", "University of California, Los Angeles", "{University of California, Los Angeles}"},
    {"several groups",
     "American Educational Research Association, American Psychological Association, & National "
     "Council on Measurement in Education",
     "{American Educational Research Association}; {American Psychological Association}; {National Council on "
     "Measurement in Education}"},
    {"a group among persons", "Adams, B., PROSPER Study Group, & Cole, D.", "Adams|B.; {PROSPER Study Group}; Cole|D."},
    {"a group at the end", "Adams, B., & the COVID-19 Mental Health Group",
     "Adams|B.; {the COVID-19 Mental Health Group}"},
    {"given names written out", "Rogers, Carl R., & Dymond, Rosalind", "Rogers|Carl R.; Dymond|Rosalind"},
    {"names in western order", "J. A. Smith, K. Jones, & T. Brown", "Smith|J. A.; Jones|K.; Brown|T."},
    {"initials after a space", "Smith JA, Jones K. L.", "Smith|J. A.; Jones|K. L."},
    {"a forgotten comma between two names", "Adams, B. Cole, D., & Evans, F.", "Adams|B.; Cole|D.; Evans|F."},
    {"roles are left out", "Norcross, J. C., & Lambert, M. J. (Eds.)", "Norcross|J. C.; Lambert|M. J."},
    {"the asterisk of a meta-analysis", "*Norcross, J. C.", "Norcross|J. C."},
    {"the number of a list", "12. Norcross, J. C.", "Norcross|J. C."},
    {"stray commas and spaces", "Hua, Z. , Gong, B. and Xu, X.,", "Hua|Z.; Gong|B.; Xu|X."},
    {"initials without full stops", "Kraus DR, Baxter, E E, & Kim J-H", "Kraus|D. R.; Baxter|E. E.; Kim|J.-H."},
    {"a comma too many between initials", "Wall, M., M., & Park, J., Y.", "Wall|M. M.; Park|J. Y."},
    {"western order without full stops", "SS Naidoo, P Gathiram & L Schlebusch",
     "Naidoo|S. S.; Gathiram|P.; Schlebusch|L."},
    {"western order with given names", "Nurit Tal-Or, Jonathan Cohen and Albert C. Gunther",
     "Tal-Or|Nurit; Cohen|Jonathan; Gunther|Albert C."},
    {"western order with particles and suffixes", "John Schmid Jr. and Jos M. F. ten Berge",
     "Schmid|John|Jr.; ten Berge|Jos M. F."},
    {"one person in western order", "Lewis R. Goldberg", "Goldberg|Lewis R."},
    {"initials joined to the family", "H. Harman, L.D.McLeod and W.Jones.", "Harman|H.; McLeod|L. D.; Jones|W."},
    {"a family of three letters at the end", "T. Bond and C. Fox.", "Bond|T.; Fox|C."},
    {"an ellipsis in brackets", "Abel, A., Bell, B., [...] & Zorn, Z.", "Abel|A.; Bell|B.; Zorn|Z.", 2},
    {"an ellipsis of asterisks", "Abel, A., Bell, B., * * * Zorn, Z.", "Abel|A.; Bell|B.; Zorn|Z.", 2},
    {"and al.", "Abel, A. & al.", "Abel|A.", 1},
    {"a family that begins as al.", "Abel, A. & Al-Bakri, N.", "Abel|A.; Al-Bakri|N."},
    {"one word in capitals", "KDIGO", "{KDIGO}"},
    {"a group that begins with capitals", "BBC News", "{BBC News}"},
    {"a group of words that could be names", "Mental Health and Social Care", "{Mental Health and Social Care}"},
    {"an office of a country", "U.S. Surgeon General", "{U.S. Surgeon General}"},
    {"nothing", "", ""},
};

class AuthorList : public testing::TestWithParam<Case> {};

TEST_P(AuthorList, IsReadAsPrinted) {
  const auto list = read_names(GetParam().printed);
  EXPECT_EQ(to_text(list.names), GetParam().names) << GetParam().behaviour;
  EXPECT_EQ(list.gap, GetParam().gap) << GetParam().behaviour;
}

INSTANTIATE_TEST_SUITE_P(Apa, AuthorList, testing::ValuesIn(cases));

TEST(AuthorList, KeepsACharacterThatSharesBytesWithAListMark) {
  const auto list = read_names("\u204fNorcross, J. C.");
  EXPECT_EQ(to_text(list.names), "\u204fNorcross|J. C.");
}

TEST(AuthorListOfPersons, IsToldFromAGroupAndATitle) {
  EXPECT_TRUE(read_names("Chui, H., & Liu, F.").all_persons);
  EXPECT_FALSE(read_names("American Psychological Association").all_persons);
  EXPECT_FALSE(read_names("Who cares for the carers?").all_persons);
}

}  // namespace
}  // namespace citefeed::citation
