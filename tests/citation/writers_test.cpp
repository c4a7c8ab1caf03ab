#include <gtest/gtest.h>

#include <boost/json/serialize.hpp>

#include "citation/read.hpp"
#include "citation/write.hpp"

namespace citefeed::citation {
namespace {

Citation written_article() {
  return {.authors = {{.family = "Stolowicz-Melman", .given = "D."},
                      {.family = "van der Berg", .given = "P.", .suffix = "Jr."},
                      {.literal = "Research & Practice Group"}},
          .gap = 3,
          .year = 2023,
          .title = "Is accuracy enough? 100% of “it”",
          .container_title = "Journal of Counseling Psychology",
          .volume = "70",
          .issue = "6",
          .first_page = "682",
          .last_page = "690",
          .doi = "10.1037/cou0000708",
          .printed = "as printed"};
}

Citation numbered_article() {
  return {.authors = {{.family = "Macia", .given = "E."}},
          .year = 2016,
          .title = "Hypertension and Obesity",
          .container_title = "PloS one",
          .volume = "11",
          .issue = "9",
          .article_number = "e0161544"};
}

Citation chapter() {
  return {.type = WorkType::chapter,
          .authors = {{.family = "Lambert", .given = "M. J."}},
          .year = 2013,
          .title = "Efficacy",
          .container_title = "Handbook",
          .volume = "2",
          .first_page = "169",
          .last_page = "218",
          .publisher = "Wiley"};
}

TEST(SpacedInitials, AreInitialsThatProgramsCannotTakeForOneName) {
  for (const auto* given : {"DR", "D.R.", "D R", "D. R."}) EXPECT_EQ(spaced_initials(given), "D. R.") << given;
  EXPECT_EQ(spaced_initials("Ana M"), "Ana M.");
  EXPECT_EQ(spaced_initials("J-P"), "J.-P.");
  EXPECT_EQ(spaced_initials("Jean-Paul de"), "Jean-Paul de");
  EXPECT_EQ(spaced_initials("JEAN"), "JEAN");
  EXPECT_EQ(spaced_initials("J . K"), "J. K.");
  EXPECT_EQ(spaced_initials(""), "");
}

TEST(CslJson, HasEveryFieldOfAnArticle) {
  EXPECT_EQ(
      boost::json::serialize(to_csl(written_article(), "a")),
      R"({"id":"a","type":"article-journal","author":[{"family":"Stolowicz-Melman","given":"D."},)"
      R"({"family":"van der Berg","given":"P.","suffix":"Jr."},{"literal":"Research & Practice Group"},{"literal":"others"}],)"
      R"("issued":{"date-parts":[[2023]]},"title":"Is accuracy enough? 100% of “it”",)"
      R"("container-title":"Journal of Counseling Psychology","volume":"70","issue":"6","page":"682-690",)"
      R"("DOI":"10.1037/cou0000708","note":"et al.","custom":{"et_al":true}})");
}

TEST(CitationFiles, SayWhereNamesAreLeftOutBeforeTheLast) {
  auto citation = written_article();
  citation.gap = 2;
  const auto csl = boost::json::serialize(to_csl(citation, "a"));
  EXPECT_NE(csl.find(R"x("note":"et al. (after the first 2)","custom":{"et_al":true,"et_al_after":2}})x"),
            std::string::npos);
  EXPECT_NE(to_ris(citation).find("N1  - et al. (after the first 2)\r\n"), std::string::npos);
  const auto bibtex = to_bibtex(citation, "a");
  EXPECT_NE(bibtex.find(" and others},\n"), std::string::npos);
  EXPECT_NE(bibtex.find("authorgap = {et al. (after the first 2)}"), std::string::npos);
}

TEST(CslJson, HasANumberInPlaceOfPages) {
  EXPECT_EQ(boost::json::serialize(to_csl(numbered_article(), "a")),
            R"({"id":"a","type":"article-journal","author":[{"family":"Macia","given":"E."}],)"
            R"("issued":{"date-parts":[[2016]]},"title":"Hypertension and Obesity","container-title":"PloS one",)"
            R"("volume":"11","issue":"9","number":"e0161544"})");
}

TEST(CslJson, LeavesOutWhatIsUnknown) {
  EXPECT_EQ(boost::json::serialize(to_csl({.type = WorkType::webpage, .url = "https://example.org/"}, "a")),
            R"({"id":"a","type":"webpage","URL":"https://example.org/"})");
}

TEST(CslJson, HasWhoElseHadAPartInAChapter) {
  auto citation = chapter();
  citation.editors = {{.family = "Roe", .given = "A."}, {.literal = "Example Group"}};
  citation.translators = {{.family = "Poe", .given = "B."}};
  citation.edition = "2";
  citation.original_year = 1923;
  EXPECT_EQ(boost::json::serialize(to_csl(citation, "a")),
            R"({"id":"a","type":"chapter","author":[{"family":"Lambert","given":"M. J."}],)"
            R"("editor":[{"family":"Roe","given":"A."},{"literal":"Example Group"}],)"
            R"("translator":[{"family":"Poe","given":"B."}],"issued":{"date-parts":[[2013]]},)"
            R"("original-date":{"date-parts":[[1923]]},"title":"Efficacy","edition":"2","container-title":"Handbook",)"
            R"("volume":"2","page":"169-218","publisher":"Wiley"})");
}

TEST(CslJson, HasTheEditorsOfAnEditedWorkAndNoAuthor) {
  EXPECT_EQ(boost::json::serialize(
                to_csl({.type = WorkType::book, .authors = {{.family = "Roe", .given = "A."}}, .edited = true}, "a")),
            R"({"id":"a","type":"book","editor":[{"family":"Roe","given":"A."}]})");
}

TEST(CslJson, SaysOfAWorkInPressThatItIs) {
  EXPECT_EQ(boost::json::serialize(to_csl({.in_press = true, .title = "T"}, "a")),
            R"({"id":"a","type":"article-journal","title":"T","status":"in press"})");
}

TEST(CslJson, HasTheConferenceOfAPaper) {
  EXPECT_EQ(boost::json::serialize(to_csl({.type = WorkType::conference_paper, .event = "Meeting, Rome"}, "a")),
            R"({"id":"a","type":"paper-conference","event-title":"Meeting, Rome","event":"Meeting, Rome"})");
}

TEST(CslJson, GivesInitialsTheFullStopsWithoutWhichProcessorsLoseThem) {
  const auto given = [](const std::string& name) {
    const auto item = to_csl({.authors = {{.family = "F", .given = name}}}, "a");
    return std::string(item.at("author").as_array()[0].as_object().at("given").as_string());
  };
  EXPECT_EQ(given("DR"), "D. R.");
  EXPECT_EQ(given("D R"), "D. R.");
  EXPECT_EQ(given("J-P"), "J.-P.");
  EXPECT_EQ(given("Ana M"), "Ana M.");
  for (const std::string untouched : {"D. R.", "Ana", "JEAN", "Jean-Paul", "É.", "de", "Th.", "Li", ""})
    EXPECT_EQ(untouched.empty() ? "" : given(untouched), untouched);
}

TEST(BibTeX, HasEveryFieldOfAnArticle) {
  EXPECT_EQ(
      to_bibtex(written_article(), "melman2023"),
      "@article{melman2023,\n"
      "  author = {Stolowicz-Melman, D. and van der Berg, Jr., P. and {Research \\& Practice Group} and others},\n"
      "  title = {Is accuracy enough? 100\\% of “it”},\n"
      "  journal = {Journal of Counseling Psychology},\n"
      "  year = {2023},\n"
      "  volume = {70},\n"
      "  number = {6},\n"
      "  pages = {682--690},\n"
      "  doi = {10.1037/cou0000708}\n"
      "}\n");
}

TEST(BibTeX, HasTheBookOfAChapter) {
  EXPECT_EQ(to_bibtex(chapter(), "lambert2013"),
            "@incollection{lambert2013,\n"
            "  author = {Lambert, M. J.},\n"
            "  title = {Efficacy},\n"
            "  booktitle = {Handbook},\n"
            "  year = {2013},\n"
            "  volume = {2},\n"
            "  pages = {169--218},\n"
            "  publisher = {Wiley}\n"
            "}\n");
}

TEST(BibTeX, CallsTheHouseOfAThesisASchoolAndOfAReportAnInstitution) {
  EXPECT_EQ(to_bibtex({.type = WorkType::thesis, .title = "T", .publisher = "U"}, "k"),
            "@phdthesis{k,\n  title = {T},\n  type = {Thesis},\n  school = {U}\n}\n");
  EXPECT_EQ(to_bibtex({.type = WorkType::report, .title = "T", .publisher = "U"}, "k"),
            "@techreport{k,\n  title = {T},\n  type = {Report},\n  institution = {U}\n}\n");
  EXPECT_EQ(to_bibtex({.type = WorkType::book, .title = "T", .publisher = "U"}, "k"),
            "@book{k,\n  title = {T},\n  publisher = {U}\n}\n");
  EXPECT_EQ(to_bibtex({.type = WorkType::webpage, .title = "T", .url = "https://example.org/~a_b"}, "k"),
            "@misc{k,\n  title = {T},\n  url = {https://example.org/~a_b}\n}\n");
}

TEST(BibTeX, EscapesWhatLatexWouldReadAsACommand) {
  EXPECT_EQ(to_bibtex({.title = R"(\ {x} $ & # ^ _ % ~ ` < > |)"}, "k"),
            "@article{k,\n  title = {\\textbackslash{} \\{x\\} \\$ \\& \\# \\textasciicircum{} \\_ \\% "
            "\\textasciitilde{} \\textasciigrave{} $<$ $>$ $|$}\n}\n");
}

TEST(BibTeX, BreaksLigatures) {
  EXPECT_EQ(to_bibtex({.title = "a--b ''c'' d---e"}, "k"), "@article{k,\n  title = {a-{}-b '{}'c'{}' d-{}-{}-e}\n}\n");
}

TEST(BibTeX, HasAWordForABraceThatMatchesNone) {
  EXPECT_EQ(to_bibtex({.title = "} {"}, "k"), "@article{k,\n  title = {\\textbraceright{} \\textbraceleft{}}\n}\n");
}

TEST(BibTeX, KeepsTheCapitalsOfATitleThatAStyleWouldMakeSmall) {
  EXPECT_EQ(
      to_bibtex({.title = "Therapy in Élan vital World Health Organization: Three years of DNA-based #MeToo"}, "k"),
      "@article{k,\n  title = {Therapy in {Élan} vital {World Health Organization:} Three years of {DNA-based "
      "\\#MeToo}}\n}\n");
  EXPECT_EQ(to_bibtex({.title = "PTSD and #MeToo"}, "k"), "@article{k,\n  title = {{PTSD} and {{\\#MeToo}}}\n}\n");
}

TEST(BibTeX, KeepsNamesWhole) {
  EXPECT_EQ(to_bibtex({.authors = {{.family = "De Gaulle"},
                                   {.family = "Plato"},
                                   {.family = "Smith, Jones and Sons", .given = "A."},
                                   {.family = "Roe", .suffix = "Jr."},
                                   {.literal = "Johnson, Roe and Sons"}}},
                      "k"),
            "@article{k,\n  author = {De Gaulle, {} and Plato and {Smith, Jones and Sons}, A. and Roe, Jr.,  and "
            "{Johnson, Roe and Sons}}\n}\n");
}

TEST(BibTeX, HasEverybodyWhoHadAPartInABook) {
  EXPECT_EQ(to_bibtex({.type = WorkType::chapter,
                       .authors = {{.family = "Doe", .given = "J."}},
                       .editors = {{.family = "Roe", .given = "R."}},
                       .translators = {{.family = "Poe", .given = "E."}},
                       .year = 2001,
                       .original_year = 1919,
                       .title = "T",
                       .edition = "2",
                       .container_title = "Handbook of Mind"},
                      "k"),
            "@incollection{k,\n"
            "  author = {Doe, J.},\n"
            "  title = {T},\n"
            "  booktitle = {Handbook of {Mind}},\n"
            "  editor = {Roe, R.},\n"
            "  translator = {Poe, E.},\n"
            "  edition = {2},\n"
            "  year = {2001},\n"
            "  origdate = {1919}\n"
            "}\n");
}

TEST(BibTeX, HasTheEditorsOfAnEditedBookAsItsEditors) {
  Citation book{.type = WorkType::book, .authors = {{.family = "Roe", .given = "R."}}, .edited = true, .title = "T"};
  EXPECT_EQ(to_bibtex(book, "k"), "@book{k,\n  editor = {Roe, R.},\n  title = {T}\n}\n");
  book.type = WorkType::chapter;
  EXPECT_EQ(to_bibtex(book, "k"),
            "@incollection{k,\n  author = {Roe, R.},\n  authortype = {editor},\n  title = {T}\n}\n");
}

TEST(BibTeX, SaysThatAWorkIsInPressToStylesAndPrograms) {
  EXPECT_EQ(to_bibtex({.in_press = true, .title = "T"}, "k"),
            "@article{k,\n  title = {T},\n  year = {in press},\n  pubstate = {inpress}\n}\n");
  EXPECT_EQ(to_bibtex({.year = 2020, .in_press = true, .title = "T"}, "k"),
            "@article{k,\n  title = {T},\n  year = {2020},\n  pubstate = {inpress}\n}\n");
}

TEST(BibTeX, KeepsAPublisherWithAndWhole) {
  EXPECT_EQ(to_bibtex({.type = WorkType::book, .title = "T", .publisher = "Smith AND Sons"}, "k"),
            "@book{k,\n  title = {T},\n  publisher = {{Smith AND Sons}}\n}\n");
  EXPECT_EQ(to_bibtex({.type = WorkType::report, .title = "T", .publisher = "Institute for X and Y"}, "k"),
            "@techreport{k,\n  title = {T},\n  type = {Report},\n  institution = {{Institute for X and Y}}\n}\n");
  EXPECT_EQ(to_bibtex({.type = WorkType::book, .title = "T", .publisher = "Sandhill"}, "k"),
            "@book{k,\n  title = {T},\n  publisher = {Sandhill}\n}\n");
}

TEST(BibTeX, HasAnEntryForEveryTypeThatComesBack) {
  for (const auto type : all_work_types()) {
    const Citation citation{.type = type, .title = "T", .genre = "Lecture", .publisher = "OSF", .event = "E, Graz"};
    for (const auto& tried : {citation, Citation{.type = type, .title = "T"}}) {
      const auto file = to_bibtex(tried, "k");
      const auto read = read_bibtex(file, "f");
      ASSERT_EQ(read.citations.size(), 1U) << file;
      EXPECT_EQ(read.citations[0].type, type) << file;
    }
  }
}

TEST(BibTeX, PutsFullStopsBetweenInitials) {
  EXPECT_EQ(to_bibtex({.authors = {{.family = "Kraus", .given = "DR"}}}, "k"),
            "@article{k,\n  author = {Kraus, D. R.}\n}\n");
}

TEST(BibTeX, SaysOfANumberThatLooksLikeAPageThatItIsNone) {
  EXPECT_EQ(to_bibtex({.article_number = "e0161544"}, "k"), "@article{k,\n  pages = {e0161544}\n}\n");
  EXPECT_EQ(to_bibtex({.article_number = "12"}, "k"), "@article{k,\n  pages = {12},\n  eid = {12}\n}\n");
  EXPECT_EQ(to_bibtex({.type = WorkType::report, .article_number = "12"}, "k"),
            "@techreport{k,\n  type = {Report},\n  number = {12}\n}\n");
}

TEST(BibTeX, PutsPagesWithHyphensIntoBraces) {
  EXPECT_EQ(to_bibtex({.first_page = "A-1", .last_page = "A-9"}, "k"), "@article{k,\n  pages = {{A-1}--{A-9}}\n}\n");
}

TEST(BibTeX, CannotBeEndedByAnAddress) {
  EXPECT_EQ(to_bibtex({.url = "https://example.org/}\\{"}, "k"),
            "@article{k,\n  url = {https://example.org/%7D%5C%7B}\n}\n");
}

TEST(Ris, NamesEditorsTranslatorsAndTheFirstYearOfAChapter) {
  EXPECT_EQ(to_ris({.type = WorkType::chapter,
                    .authors = {{.family = "Doe", .given = "J."}},
                    .editors = {{.family = "Roe", .given = "A."}},
                    .translators = {{.family = "Poe", .given = "L."}},
                    .year = 2019,
                    .original_year = 1900,
                    .title = "One",
                    .edition = "2",
                    .container_title = "The Book"}),
            "TY  - CHAP\r\nAU  - Doe, J.\r\nED  - Roe, A.\r\nA4  - Poe, L.\r\nPY  - 2019\r\nOP  - 1900\r\nTI  - One\r\n"
            "ET  - 2\r\nT2  - The Book\r\nBT  - The Book\r\nER  - \r\n");
}

TEST(Ris, NamesTheConferenceAndTheProceedingsOfAPaper) {
  EXPECT_EQ(to_ris({.type = WorkType::conference_paper, .title = "One", .container_title = "Papers", .event = "Days"}),
            "TY  - CONF\r\nTI  - One\r\nT2  - Days\r\nC3  - Papers\r\nBT  - Papers\r\nER  - \r\n");
  EXPECT_EQ(to_ris({.type = WorkType::conference_paper, .title = "One", .event = "Days"}),
            "TY  - CPAPER\r\nTI  - One\r\nT2  - Days\r\nER  - \r\n");
}

TEST(Ris, HasTheAddressOfADoiThatNeedsNoEncoding) {
  EXPECT_EQ(to_ris({.title = "T", .doi = "10.31234/osf.io/abc"}),
            "TY  - JOUR\r\nTI  - T\r\nDO  - 10.31234/osf.io/abc\r\n"
            "UR  - https://doi.org/10.31234/osf.io/abc\r\nER  - \r\n");
  EXPECT_EQ(to_ris({.title = "T", .doi = "10.1000/a<b"}), "TY  - JOUR\r\nTI  - T\r\nDO  - 10.1000/a<b\r\nER  - \r\n");
}

TEST(Ris, HasEveryFieldOfAnArticle) {
  EXPECT_EQ(to_ris(written_article()),
            "TY  - JOUR\r\n"
            "AU  - Stolowicz-Melman, D.\r\n"
            "AU  - van der Berg, P., Jr.\r\n"
            "AU  - Research & Practice Group,\r\n"
            "PY  - 2023\r\n"
            "TI  - Is accuracy enough? 100% of “it”\r\n"
            "T2  - Journal of Counseling Psychology\r\n"
            "JF  - Journal of Counseling Psychology\r\n"
            "VL  - 70\r\n"
            "IS  - 6\r\n"
            "SP  - 682\r\n"
            "EP  - 690\r\n"
            "DO  - 10.1037/cou0000708\r\n"
            "UR  - https://doi.org/10.1037/cou0000708\r\n"
            "N1  - et al.\r\n"
            "ER  - \r\n");
}

TEST(Ris, HasAnArticleNumberAsItsFirstPage) {
  EXPECT_EQ(to_ris(numbered_article()),
            "TY  - JOUR\r\nAU  - Macia, E.\r\nPY  - 2016\r\nTI  - Hypertension and Obesity\r\nT2  - PloS one\r\n"
            "JF  - PloS one\r\n"
            "VL  - 11\r\nIS  - 9\r\nSP  - e0161544\r\nER  - \r\n");
}

TEST(Ris, SaysOfANumberThatLooksLikeAPageThatItIsNone) {
  EXPECT_EQ(to_ris({.article_number = "12"}), "TY  - JOUR\r\nSP  - 12\r\nC7  - 12\r\nER  - \r\n");
  EXPECT_EQ(to_ris({.type = WorkType::report, .article_number = "12"}), "TY  - RPRT\r\nSN  - 12\r\nER  - \r\n");
}

TEST(Ris, DoublesACommaInTheNameOfAGroup) {
  EXPECT_EQ(to_ris({.authors = {{.literal = "Johnson, Roe, and Sons"}}}),
            "TY  - JOUR\r\nAU  - Johnson,, Roe, and Sons\r\nER  - \r\n");
}

TEST(Ris, HasTheLetterOfAYearAsItsOtherInformation) {
  EXPECT_EQ(to_ris({.year = 2019, .year_suffix = "a"}), "TY  - JOUR\r\nPY  - 2019///a\r\nER  - \r\n");
}

TEST(Ris, KeepsEveryValueOnItsLine) {
  EXPECT_EQ(to_ris({.title = "One\r\nER  - two"}), "TY  - JOUR\r\nTI  - One ER - two\r\nER  - \r\n");
}

TEST(Coins, DescribesAnArticle) {
  EXPECT_EQ(to_coins(written_article()),
            "ctx_ver=Z39.88-2004&rft_val_fmt=info%3Aofi%2Ffmt%3Akev%3Amtx%3Ajournal"
            "&rft_id=info%3Adoi%2F10.1037%2Fcou0000708&rft.genre=article"
            "&rft.atitle=Is%20accuracy%20enough%3F%20100%25%20of%20%E2%80%9Cit%E2%80%9D"
            "&rft.jtitle=Journal%20of%20Counseling%20Psychology&rft.date=2023&rft.volume=70&rft.issue=6"
            "&rft.spage=682&rft.epage=690&rft.aulast=Stolowicz-Melman&rft.aufirst=D."
            "&rft.au=Stolowicz-Melman%2C%20D.&rft.au=van%20der%20Berg%2C%20P.%2C%20Jr."
            "&rft.au=Research%20%26%20Practice%20Group");
}

TEST(Coins, DescribesAChapter) {
  EXPECT_EQ(to_coins(chapter()),
            "ctx_ver=Z39.88-2004&rft_val_fmt=info%3Aofi%2Ffmt%3Akev%3Amtx%3Abook&rft.genre=bookitem&rft.atitle=Efficacy"
            "&rft.btitle=Handbook&rft.date=2013&rft.volume=2&rft.spage=169&rft.epage=218&rft.pub=Wiley"
            "&rft.aulast=Lambert&rft.aufirst=M.%20J.&rft.au=Lambert%2C%20M.%20J.");
}

TEST(Coins, NamesTheInstitutionOfADissertation) {
  EXPECT_EQ(
      to_coins(
          {.type = WorkType::thesis, .authors = {{.family = "Doe", .given = "J."}}, .title = "T", .publisher = "U"}),
      "ctx_ver=Z39.88-2004&rft_val_fmt=info%3Aofi%2Ffmt%3Akev%3Amtx%3Adissertation&rft.title=T&rft.inst=U"
      "&rft.aulast=Doe&rft.aufirst=J.&rft.au=Doe%2C%20J.");
}

TEST(Coins, DescribesABookByAGroup) {
  EXPECT_EQ(to_coins({.type = WorkType::book, .authors = {{.literal = "G"}}, .title = "T", .publisher = "P"}),
            "ctx_ver=Z39.88-2004&rft_val_fmt=info%3Aofi%2Ffmt%3Akev%3Amtx%3Abook&rft.genre=book&rft.btitle=T&rft.pub=P"
            "&rft.aucorp=G&rft.au=G");
}

TEST(Coins, DescribesAWebPageInDublinCore) {
  EXPECT_EQ(
      to_coins({.type = WorkType::webpage,
                .authors = {{.literal = "G"}},
                .title = "T",
                .container_title = "S",
                .publisher = "P",
                .url = "https://e.org/"}),
      "ctx_ver=Z39.88-2004&rft_val_fmt=info%3Aofi%2Ffmt%3Akev%3Amtx%3Adc&rft_id=https%3A%2F%2Fe.org%2F&rft.title=T"
      "&rft.source=S&rft.publisher=P&rft.creator=G");
}

Citation retracted() {
  return {.title = "T",
          .doi = "10.1000/t",
          .retracted = true,
          .note = "Retracted: 100% made up. https://doi.org/10.1000/n"};
}

TEST(ARetractedWork, IsOneInTheWordsOfEachFormat) {
  EXPECT_EQ(boost::json::serialize(to_csl(retracted(), "k")),
            R"({"id":"k","type":"article-journal","title":"T","DOI":"10.1000/t","status":"retracted",)"
            R"("note":"Retracted: 100% made up. https://doi.org/10.1000/n"})");
  EXPECT_EQ(to_bibtex(retracted(), "k"),
            "@article{k,\n  title = {T},\n  doi = {10.1000/t},\n  note = {Retracted: 100\\% made up. "
            "https://doi.org/10.1000/n}\n}\n");
  EXPECT_EQ(
      to_ris(retracted()),
      "TY  - JOUR\r\nTI  - T\r\nDO  - 10.1000/t\r\nUR  - https://doi.org/10.1000/t\r\nN1  - Retracted: 100% made up. "
      "https://doi.org/10.1000/n\r\nER  - \r\n");
}

TEST(ARetractedWork, KeepsItsReferenceAndItsKey) {
  auto sound = retracted();
  sound.retracted = false;
  sound.note.clear();
  EXPECT_EQ(to_apa(retracted()), to_apa(sound));
  EXPECT_EQ(to_coins(retracted()), to_coins(sound));
  EXPECT_EQ(citation_key(retracted()), citation_key(sound));
}

TEST(CitationKey, IsFamilyYearAndTheFirstTellingWord) {
  EXPECT_EQ(citation_key(written_article()), "stolowiczmelman2023accuracy");
  EXPECT_EQ(citation_key({.authors = {{.family = "Öst"}}, .year = 2014, .year_suffix = "b", .title = "The efficacy"}),
            "ost2014befficacy");
  EXPECT_EQ(citation_key({.authors = {{.literal = "The World Bank"}}, .title = "«L’été» report"}), "worldlete");
}

TEST(CitationKey, HasOnlyAsciiLettersAndDigits) {
  EXPECT_EQ(citation_key({.authors = {{.family = "Ćuić-Žižek"}}, .year = 2001, .title = "关于 x_{y}"}),
            "cuiczizek2001xy");
}

TEST(CitationKey, IsEmptyWhenNothingWasRead) {
  EXPECT_EQ(citation_key({.year = 2001}), "");
}

}  // namespace
}  // namespace citefeed::citation
