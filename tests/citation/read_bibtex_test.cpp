#include <gtest/gtest.h>

#include "citation/read.hpp"
#include "citation/read_citations_fixture.hpp"

namespace citefeed::citation {
namespace {

/// The only citation of a file that is read without a complaint.
Citation only(std::string_view bytes) {
  const auto read = read_bibtex(bytes, "f.bib");
  EXPECT_EQ(messages(read), std::vector<std::string>{}) << bytes;
  EXPECT_EQ(read.citations.size(), 1U) << bytes;
  return read.citations.empty() ? Citation{} : read.citations.front();
}

std::vector<Name> authors(const std::string& field) {
  return only("@article{k, author = {" + field + "}, title = {T}}").authors;
}

std::string title(const std::string& latex) {
  return only("@article{k, title = {" + latex + "}}").title;
}

TEST(BibtexReader, ReadsQuotesBracesNumbersAndMacrosJoined) {
  EXPECT_EQ(
      only("@string{j = {Journal of }}\n@article{k, title = \"A {\"}B{\"} \" # {C}, year = 2019, journal = j # \"X\"}"),
      (Citation{.year = 2019, .title = "A \"B\" C", .container_title = "Journal of X"}));
}

TEST(BibtexReader, PassesOverCommentsPreamblesAndTextBetweenEntries) {
  EXPECT_EQ(only("Notes: mail@example.org\n@preamble{\"\\def\\x{}\"}\n@comment{@article{no, title = {No}}}\n"
                 "@article{k, title = {Yes}}\n")
                .title,
            "Yes");
}

TEST(BibtexReader, KnowsTheTypesOfBibtexAndBiblatex) {
  const auto type = [](const std::string& name) { return only("@" + name + "{k, title = {T}}").type; };
  EXPECT_EQ(type("ARTICLE"), WorkType::article_journal);
  EXPECT_EQ(type("book"), WorkType::book);
  EXPECT_EQ(type("InCollection"), WorkType::chapter);
  EXPECT_EQ(type("inproceedings"), WorkType::conference_paper);
  EXPECT_EQ(type("phdthesis"), WorkType::thesis);
  EXPECT_EQ(type("mastersthesis"), WorkType::thesis);
  EXPECT_EQ(type("techreport"), WorkType::report);
  EXPECT_EQ(type("online"), WorkType::webpage);
  EXPECT_EQ(type("misc"), WorkType::webpage);
}

TEST(BibtexReader, ReadsTheFormsOfNames) {
  EXPECT_EQ(authors("Anna Maria Doe"), (std::vector<Name>{{.family = "Doe", .given = "Anna Maria"}}));
  EXPECT_EQ(authors("Ludwig van der Berg"), (std::vector<Name>{{.family = "van der Berg", .given = "Ludwig"}}));
  EXPECT_EQ(authors("van der Berg, Jr., Ludwig"),
            (std::vector<Name>{{.family = "van der Berg", .given = "Ludwig", .suffix = "Jr."}}));
  EXPECT_EQ(authors("Plato"), (std::vector<Name>{{.family = "Plato"}}));
  EXPECT_EQ(authors("A.~B. {de la Cruz}"), (std::vector<Name>{{.family = "de la Cruz", .given = "A. B."}}));
}

TEST(BibtexReader, TakesANameInBracesForAGroup) {
  EXPECT_EQ(authors("{Barnes and Noble, Inc.} and Doe, J."),
            (std::vector<Name>{{.literal = "Barnes and Noble, Inc."}, {.family = "Doe", .given = "J."}}));
}

TEST(BibtexReader, ReadsNamesOfNamedParts) {
  const Name del_re{.family = "Del Re", .given = "A. C."};
  EXPECT_EQ(authors("family=Re, given=A. C., prefix=Del, useprefix=true"), std::vector{del_re});
  EXPECT_EQ(authors("given={A. C.},family={Del Re}"), std::vector{del_re});
  EXPECT_EQ(authors("\"family=Del Re\", given=\"A. C.\" and Doe, J."),
            (std::vector<Name>{del_re, {.family = "Doe", .given = "J."}}));
  EXPECT_EQ(authors("family=Humboldt, given=Alexander, prefix=von, useprefix=false"),
            (std::vector<Name>{{.family = "Humboldt", .given = "Alexander von"}}));
  EXPECT_EQ(authors("family=King, given-i={ML}, suffix=Jr."),
            (std::vector<Name>{{.family = "King", .given = "ML", .suffix = "Jr."}}));
  EXPECT_EQ(authors("family=Doe, given=\"Ann, Mary\""), (std::vector<Name>{{.family = "Doe", .given = "Ann, Mary"}}));
  EXPECT_EQ(authors("Equal=Sign, A."), (std::vector<Name>{{.family = "Equal=Sign", .given = "A."}}));
}

TEST(BibtexReader, ReadsInitialsAndSuffixesThatStandLast) {
  const std::vector<Name> both = {{.family = "Kraus", .given = "DR"}, {.family = "Roe", .given = "B."}};
  EXPECT_EQ(authors("Kraus DR and Roe B."), both);
  EXPECT_EQ(authors("Kraus D.R., Roe B."), (std::vector<Name>{{.family = "Kraus", .given = "D.R."}, both[1]}));
  EXPECT_EQ(authors("de LEE, Ana M."), (std::vector<Name>{{.family = "de LEE", .given = "Ana M."}}));
  EXPECT_EQ(
      authors("John Doe Jr. and King, III"),
      (std::vector<Name>{{.family = "Doe", .given = "John", .suffix = "Jr."}, {.family = "King", .suffix = "III"}}));
  EXPECT_EQ(authors("Malcolm X and J. R. NG"),
            (std::vector<Name>{{.family = "X", .given = "Malcolm"}, {.family = "NG", .given = "J. R."}}));
}

TEST(BibtexReader, ReadsListsOfNamesOfDatabases) {
  const std::vector<Name> both = {{.family = "Doe", .given = "J."}, {.family = "Roe", .given = "R."}};
  EXPECT_EQ(authors("Doe, J.; Roe, R."), both);
  EXPECT_EQ(authors("{Doe, J. and Roe, R.}"), both);
  EXPECT_EQ(authors("{{Doe, J.}}"), (std::vector<Name>{both[0]}));
}

TEST(BibtexReader, TakesNamesInBracesForGroupsWhateverDividesThem) {
  EXPECT_EQ(authors("{{WHO}}"), (std::vector<Name>{{.literal = "WHO"}}));
  EXPECT_EQ(authors("{Centers for X, Division Y}"), (std::vector<Name>{{.literal = "Centers for X, Division Y"}}));
  EXPECT_EQ(authors("{Johnson, Roe and Sons}"), (std::vector<Name>{{.literal = "Johnson, Roe and Sons"}}));
  EXPECT_EQ(authors("{Group; One}"), (std::vector<Name>{{.literal = "Group; One"}}));
}

TEST(BibtexReader, ReadsAndOthersAsEtAl) {
  const auto citation = only("@article{k, author = {Doe, J. and\nRoe, R. AND others}, title = {T}}");
  EXPECT_EQ(citation.authors.size(), 2U);
  EXPECT_EQ(citation.gap, citation.authors.size());
}

TEST(BibtexReader, ReadsPagesWithAnyDashAndArticleNumbers) {
  const auto pages = [](const std::string& field) { return page_range(only("@article{k, " + field + "}")); };
  EXPECT_EQ(pages("pages = {12--15}"), "12–15");
  EXPECT_EQ(pages("pages = {12-15}"), "12–15");
  EXPECT_EQ(pages("pages = {12 – 15}"), "12–15");
  EXPECT_EQ(pages("pages = {12\\textendash 15}"), "12–15");
  EXPECT_EQ(pages("pages = {{A-1}--{A-9}}"), "A-1–A-9");
  EXPECT_EQ(only("@article{k, pages = {e0161544}}").article_number, "e0161544");
  EXPECT_EQ(only("@article{k, eid = {12}, pages = {12}}").article_number, "12");
}

TEST(BibtexReader, ReadsAddressesAsTheyAre) {
  EXPECT_EQ(only(R"(@misc{k, howpublished = {\url{https://example.org/~a_b}}})").url, "https://example.org/~a_b");
  EXPECT_EQ(only(R"(@misc{k, url = {https://example.org/a\_b\%20c\&d}})").url, "https://example.org/a_b%20c&d");
  EXPECT_EQ(only(R"(@article{k, doi = {https://doi.org/10.1000/a\_b}})").doi, "10.1000/a_b");
  EXPECT_EQ(only(R"(@article{k, doi = {10.1000/a}, url = {https://example.org/}})").url, "");
}

TEST(BibtexReader, HasNoYearForWhatIsInPress) {
  EXPECT_EQ(only("@article{k, title = {T}, year = {in press}}").year, std::nullopt);
}

TEST(Latex, HasAccentsInAllTheirForms) {
  EXPECT_EQ(
      title(
          R"({\"O}st \"{o} \"o {\'{e}} \'{\i} \c{c} \c c \v{s} {\v S} \k{a} \r a \H{o} \~n \^e \`a \=u \.z \d{h} \u g)"),
      "Öst ö ö é í ç ç š Š ą å ő ñ ê à ū ż ḥ ğ");
}

TEST(Latex, HasLettersAndSymbolsByTheirCommands) {
  EXPECT_EQ(
      title(
          R"(\ss{} \o\ {\O} \l{} \AE\ \oe{}uvre \aa ngstr\"om na\"{\i}ve $\alpha$ $\leq$ \textregistered{} \pounds 5)"),
      "ß ø Ø ł Æ œuvre ångström naïve α ≤ ® £5");
}

TEST(Latex, HasQuotesDashesAndSpacesAsLigatures) {
  EXPECT_EQ(title("``A'' `b' don't 1--2 a---b ?`c no~break \\ldots"), "“A” ‘b’ don't 1–2 a—b ¿c no break …");
}

TEST(Latex, LosesFormattingButNotItsText) {
  EXPECT_EQ(title(R"(\emph{A} {\it b} \textsc{c} \unknown{d} $x^{2}$ \enquote{e} \href{https://e.org}{f})"),
            "A b c d x2 “e” f");
}

TEST(Latex, HasNothingOfTheMarkUpOfPublishers) {
  EXPECT_EQ(title(R"(On <i>Mind</i> {\&}amp; {\textless}i{\textgreater}Body{\textless}/i{\textgreater})"),
            "On Mind & Body");
  EXPECT_EQ(title(R"(A $\less$i$\greater$b$\less$/i$\greater$ \textless scp\textgreater C\textless /scp\textgreater)"),
            "A b C");
  EXPECT_EQ(title(R"(<jats:italic>x</jats:italic> <mml:math xmlns:mml="http://www.w3.org/1998/Math/MathML" )"
                  R"(display="inline"><mml:mi>p</mml:mi><mml:mo>=</mml:mo></mml:math>2)"),
            "x p=2");
  EXPECT_EQ(title(R"(One<br/>two\&\#x2019;s &#8211; &amp;lt;b&amp;gt;c&lt;/b&gt;&nbsp;d &eacute;)"),
            "One two’s – c d é");
}

TEST(Latex, KeepsWhatIsNoMarkUp) {
  EXPECT_EQ(title(R"(a <b and c> d, p < .05 and q > 3 <unknown> \&\#0; \&foo; AT\&T;)"),
            "a <b and c> d, p < .05 and q > 3 <unknown> &#0; &foo; AT&T;");
}

TEST(ExportedFields, HaveEditionsAsNumbersWhereTheyAre) {
  for (const auto* edition : {"2", "2nd", "Second", "2nd ed.", "second edition", "2nd edn", "2. Aufl.", "2e éd.", "2."})
    EXPECT_EQ(plain_edition(edition), "2") << edition;
  EXPECT_EQ(plain_edition("Rev. ed."), "Rev.");
  EXPECT_EQ(plain_edition("2nd rev. ed."), "2nd rev.");
  EXPECT_EQ(plain_edition("International"), "International");
  EXPECT_EQ(plain_edition("edition"), "edition");
}

TEST(ExportedFields, TellWorksInPressFromWorksWithoutADate) {
  for (const auto* year : {"in press", "In Press", "(in press)", "forthcoming", "to appear", "im Druck", "inpress"})
    EXPECT_TRUE(means_in_press(year)) << year;
  for (const auto* year : {"n.d.", "no date", "s. f.", "o. J.", "undated"}) EXPECT_TRUE(means_no_date(year)) << year;
  EXPECT_FALSE(means_in_press("pressing"));
  EXPECT_FALSE(means_no_date("2019"));
  EXPECT_FALSE(means_no_date(""));
}

TEST(BibtexReader, ReadsEverybodyWhoHadAPartInABook) {
  const auto citation = only(
      "@incollection{k, author = {Doe, J.}, title = {T}, booktitle = {B}, editor = {Roe, R. and Poe, E.}, "
      "translator = {Low, L.}, edition = {Second}, origdate = {1919}, date = {2001-05}}");
  EXPECT_EQ(citation.editors, (std::vector<Name>{{.family = "Roe", .given = "R."}, {.family = "Poe", .given = "E."}}));
  EXPECT_EQ(citation.translators, (std::vector<Name>{{.family = "Low", .given = "L."}}));
  EXPECT_EQ(citation.edition, "2");
  EXPECT_EQ(citation.original_year, 1919);
  EXPECT_FALSE(citation.edited);
}

TEST(BibtexReader, HasEditorsAsAuthorsOfWhatNobodyElseWrote) {
  const auto book = only("@book{k, title = {T}, editor = {Roe, R.}}");
  EXPECT_EQ(book.authors, (std::vector<Name>{{.family = "Roe", .given = "R."}}));
  EXPECT_TRUE(book.edited);
  EXPECT_EQ(book.editors, std::vector<Name>{});
  const auto chapter = only("@incollection{k, title = {T}, booktitle = {B}, editor = {Roe, R.}}");
  EXPECT_EQ(chapter.editors, (std::vector<Name>{{.family = "Roe", .given = "R."}}));
  EXPECT_EQ(chapter.authors, std::vector<Name>{});
  EXPECT_FALSE(chapter.edited);
}

TEST(BibtexReader, KnowsWorksInPressByYearStateAndNote) {
  for (const auto* field : {"year = {in press}", "date = {forthcoming}", "pubstate = {inpress}", "note = {In press}"})
    EXPECT_TRUE(only(std::string("@article{k, title = {T}, ") + field + "}").in_press) << field;
  EXPECT_EQ(only("@article{k, title = {T}, year = {2020}, pubstate = {inpress}}").year, 2020);
  EXPECT_FALSE(only("@article{k, title = {T}, year = {n.d.}}").in_press);
}

TEST(BibtexReader, ReadsFieldsOfWebOfScienceWithNamesOfSeveralWords) {
  const auto citation =
      only("@article{ k,\nTitle = {{T}},\nArticle-Number = {{e123}},\nEarly Access Date = {{JUN 2021}},\n}");
  EXPECT_EQ(citation.article_number, "e123");
  EXPECT_EQ(citation.year, 2021);
}

TEST(BibtexReader, ReadsAnArticleOfCrossrefOnOneLine) {
  EXPECT_EQ(
      only(
          " @article{Doe_2018, title={One &amp; <i>two</i>}, volume={12}, ISSN={0000-0019}, "
          "url={http://dx.doi.org/10.1000/x}, DOI={10.1000/x}, number={1}, journal={J &amp; K}, publisher={P &amp; Q}, "
          "author={Doe, J.}, year={2018}, month=mar, pages={1–9} }"),
      (Citation{.authors = {{.family = "Doe", .given = "J."}},
                .year = 2018,
                .title = "One & two",
                .container_title = "J & K",
                .volume = "12",
                .issue = "1",
                .first_page = "1",
                .last_page = "9",
                .publisher = "P & Q",
                .doi = "10.1000/x"}));
}

TEST(BibtexReader, ReadsWhereATalkWasHeld) {
  const auto talk =
      only("@unpublished{k, title = {T}, eventtitle = {Meeting of S}, venue = {Graz}, eventdate = {2018-06-01}}");
  EXPECT_EQ(talk.type, WorkType::speech);
  EXPECT_EQ(talk.event, "Meeting of S, Graz");
  EXPECT_EQ(talk.year, 2018);
  EXPECT_EQ(only("@unpublished{k, title = {T}, type = {Keynote}, note = {Meeting of S}}").event, "Meeting of S");
  EXPECT_EQ(only("@inproceedings{k, Title = {{T}}, Note = {{4th Congress of S, Graz, JUN 2013}}}").event,
            "4th Congress of S, Graz, JUN 2013");
}

TEST(BibtexReader, TellsTheWorksOfOneEntryApart) {
  const auto type = [](const std::string& entry) { return only(entry).type; };
  EXPECT_EQ(type("@online{k, title = {T}, pubstate = {prepublished}}"), WorkType::preprint);
  EXPECT_EQ(type("@misc{k, title = {T}, publisher = {PsyArXiv}}"), WorkType::preprint);
  EXPECT_EQ(type("@unpublished{k, title = {T}, note = {Manuscript in preparation}}"), WorkType::preprint);
  EXPECT_EQ(type("@misc{k, title = {T}, type = {Data set}}"), WorkType::dataset);
  EXPECT_EQ(type("@misc{k, title = {T}, type = {Computer software}}"), WorkType::software);
  EXPECT_EQ(type("@online{k, title = {T}, type = {Blog post}}"), WorkType::blog_post);
  EXPECT_EQ(type("@movie{k, title = {T}}"), WorkType::video);
  EXPECT_EQ(type("@audio{k, title = {T}}"), WorkType::broadcast);
  EXPECT_EQ(type("@online{k, title = {T}, organization = {O}}"), WorkType::webpage);
}

TEST(BibtexReader, KnowsPreprintsOfArxiv) {
  const Citation expected{
      .type = WorkType::preprint, .title = "T", .container_title = "arXiv", .url = "https://arxiv.org/abs/2101.00001"};
  EXPECT_EQ(only("@misc{k, title = {T}, eprint = {2101.00001}, archivePrefix = {arXiv}, primaryClass = {cs.CL}}"),
            expected);
  const auto scholar = only("@article{k, title = {T}, journal = {arXiv preprint arXiv:2101.00001}}");
  EXPECT_EQ(scholar.type, WorkType::preprint);
  EXPECT_EQ(scholar.container_title, "arXiv");
}

TEST(BibtexReader, ReadsAPreprintOfZotero) {
  EXPECT_EQ(only("@misc{k, title = {T}, url = {http://arxiv.org/abs/2101.00001}, doi = {10.48550/arXiv.2101.00001}, "
                 "urldate = {2021-02-01}, publisher = {arXiv}, year = {2021}, note = {arXiv:2101.00001 [cs]}, "
                 "number = {arXiv:2101.00001}}"),
            (Citation{.type = WorkType::preprint,
                      .year = 2021,
                      .title = "T",
                      .container_title = "arXiv",
                      .doi = "10.48550/arXiv.2101.00001"}));
}

TEST(BibtexReader, KnowsWhatKindOfThesisItIs) {
  EXPECT_EQ(only("@phdthesis{k, title = {T}}").genre, "Doctoral dissertation");
  EXPECT_EQ(only("@mastersthesis{k, title = {T}}").genre, "Master’s thesis");
  EXPECT_EQ(only("@thesis{k, title = {T}, type = {phdthesis}}").genre, "Doctoral dissertation");
  EXPECT_EQ(only("@phdthesis{k, title = {T}, type = {Habilitation}}").genre, "Habilitation");
  EXPECT_EQ(only("@phdthesis{k, title = {T}, type = {Thesis}}").genre, "");
}

TEST(BibtexReader, NamesWhatABibliographyMayPrintAndACitationDoesNotKeep) {
  EXPECT_EQ(
      messages(read_bibtex("\n@article{doe2019, title = {T}, series = {New}, note = {Reprinted}, abstract = {A},\n"
                           "keywords = {K}, issn = {0000-0000}, file = {x.pdf}, month = mar}",
                           "f.bib")),
      (std::vector<std::string>{"f.bib:2:1: warning: expected fields that a citation keeps, found \"series\", "
                                "\"note\" in \"doe2019\"; left out"}));
  EXPECT_EQ(
      messages(read_bibtex("@book{k, title = {T}, editor = {Roe, R. and others}, author = {Doe, J.}}", "f.bib")),
      (std::vector<std::string>{"f.bib:1:23: warning: expected all editors, found \"and others\"; it is left out"}));
}

TEST(BibtexReader, HasNothingToSayOfFieldsThatSayTheSame) {
  EXPECT_EQ(only("@article{k, title = {One: Two}, shorttitle = {One}, journal = {J}, journaltitle = {J}, number = 3, "
                 "issue = 3, eprint = {https://example.org/x}, note = {PMID: 12345}}")
                .issue,
            "3");
}

TEST(BibtexReader, NamesABadEntryAndKeepsTheOthers) {
  const auto read = read_bibtex("@article{a, title = {One}}\n@article{b,}\n@article{c, title = {Two}}\n", "f.bib");
  EXPECT_EQ(messages(read),
            (std::vector<std::string>{
                "f.bib:2:1: warning: expected fields such as \"title = {…}\" in \"b\", found none; left out"}));
  EXPECT_EQ(read.citations.size(), 2U);
}

TEST(BibtexInheritance, GivesAPartTheTitleOfItsBookAndItsOtherFields) {
  const auto read = read_bibtex(
      "@incollection{part, title = {Part}, author = {Doe, J.}, pages = {1--9}, crossref = {whole}}\n"
      "@collection{whole, title = {Whole}, subtitle = {All}, editor = {Roe, R.}, year = {2001}, publisher = {P}}\n",
      "f.bib");
  EXPECT_EQ(messages(read), std::vector<std::string>{});
  ASSERT_EQ(read.citations.size(), 2U);
  EXPECT_EQ(read.citations[0], (Citation{.type = WorkType::chapter,
                                         .authors = {{.family = "Doe", .given = "J."}},
                                         .editors = {{.family = "Roe", .given = "R."}},
                                         .year = 2001,
                                         .title = "Part",
                                         .container_title = "Whole: All",
                                         .first_page = "1",
                                         .last_page = "9",
                                         .publisher = "P"}));
}

TEST(BibtexInheritance, LeavesWhatIsThereAlready) {
  const auto read = read_bibtex(
      "@inproceedings{part, title = {Part}, date = {2003}, crossref = {whole}}\n"
      "@proceedings{whole, title = {Whole}, booktitle = {Proceedings}, year = {2001}}\n",
      "f.bib");
  ASSERT_EQ(read.citations.size(), 2U);
  EXPECT_EQ(read.citations[0].year, 2003);
  EXPECT_EQ(read.citations[0].container_title, "Proceedings");
}

TEST(BibtexInheritance, SaysWhatAWholeDoesNotKeepOnlyThere) {
  EXPECT_EQ(
      messages(read_bibtex("@incollection{part, title = {Part}, crossref = {whole}}\n"
                           "@collection{whole, title = {Whole}, address = {Graz}}\n",
                           "f.bib")),
      (std::vector<std::string>{
          "f.bib:2:1: warning: expected fields that a citation keeps, found \"address\" in \"whole\"; left out"}));
}

TEST(BibtexInheritance, TakesDataOfEntriesThatAreNoWorks) {
  const auto citation = only(
      "@book{k, title = {T}, xdata = {house, names}, editor = {xdata=names-author-2 and Low, L.}}\n"
      "@xdata{house, publisher = {xdata=names-publisher}}\n"
      "@xdata{names, author = {Doe, J. and Roe, R.}, publisher = {P}}\n");
  EXPECT_EQ(citation.publisher, "P");
  EXPECT_EQ(citation.authors.size(), 2U);
  EXPECT_EQ(citation.editors, (std::vector<Name>{{.family = "Roe", .given = "R."}, {.family = "Low", .given = "L."}}));
}

TEST(BibtexInheritance, PassesOverSets) {
  EXPECT_EQ(only("@set{s, entryset = {a}}\n@article{a, title = {T}}").title, "T");
}

TEST(BibtexInheritance, EndsCirclesAndNamesThem) {
  const auto read = read_bibtex(
      "@book{a, title = {A}, crossref = {b}}\n@book{b, title = {B}, year = {2001}, crossref = {a}}\n", "f.bib");
  EXPECT_EQ(messages(read),
            (std::vector<std::string>{
                "f.bib:2:1: warning: expected an end of what \"b\" inherits from, found a circle by \"a\""}));
  ASSERT_EQ(read.citations.size(), 2U);
  EXPECT_EQ(read.citations[0].year, 2001);
}

TEST(BibtexInheritance, NamesKeysThatNoEntryHas) {
  EXPECT_EQ(messages(read_bibtex("@book{a, title = {A}, crossref = {x}, xref = {y},\n xdata = {z}}", "f.bib")),
            (std::vector<std::string>{"f.bib:1:39: warning: expected the key of an entry in \"xref\", found \"y\"",
                                      "f.bib:1:23: warning: expected the key of an entry in \"crossref\", found \"x\"",
                                      "f.bib:2:2: warning: expected the key of an entry in \"xdata\", found \"z\""}));
}

TEST(BibtexInheritance, IsLinearWhateverInheritsFromWhom) {
  std::string file;
  for (int i = 0; i < 5000; ++i) {
    const auto number = std::to_string(i);
    file += "@book{k";
    file += number;
    file += ", title = {T}, f";
    file += number;
    file += " = {x}, crossref = {k";
    file += std::to_string(i + 1);
    file += "}}\n";
  }
  EXPECT_EQ(read_bibtex(file, "f.bib").citations.size(), 5000U);
  file = "@xdata{x, abstract = {" + std::string(1U << 20U, 'a') + "}}\n";
  for (int i = 0; i < 5000; ++i) file += "@book{k" + std::to_string(i) + ", title = {T}, xdata = {x}}\n";
  EXPECT_EQ(read_bibtex(file, "f.bib").citations.size(), 5000U);
}

TEST(BibtexReader, SaysWhereABraceIsMissingAndKeepsTheRest) {
  const auto read = read_bibtex("@article{a, title = {One},\n  year = {2001\n}\n@article{b, title = {Two}}\n", "f.bib");
  EXPECT_EQ(messages(read),
            (std::vector<std::string>{"f.bib:1:1: warning: expected a closing \"}\" of this entry, found the "
                                      "next entry"}));
  ASSERT_EQ(read.citations.size(), 2U);
  EXPECT_EQ(read.citations[0].title, "One");
  EXPECT_EQ(read.citations[0].year, 2001);
  EXPECT_EQ(read.citations[1].title, "Two");
}

TEST(BibtexReader, SaysWhatIsNoField) {
  const auto read =
      read_bibtex("@article{a,\n  title = {One}\n  year 2001,\n  volume = {3},\n  issue = xyz }", "f.bib");
  EXPECT_EQ(messages(read),
            (std::vector<std::string>{
                "f.bib:3:3: warning: expected a comma after the field \"title\", found \"y\"",
                "f.bib:3:3: warning: expected a field such as \"title = {…}\", found \"year\" without \"=\"",
                "f.bib:5:11: warning: expected a macro that @string defines, or braces around a text, found \"xyz\""}));
  ASSERT_EQ(read.citations.size(), 1U);
  EXPECT_EQ(read.citations[0].volume, "3");
}

TEST(BibtexReader, SaysWhichYearDoiOrTypeItDoesNotKnow) {
  const auto read = read_bibtex("@poem{a,\n title = {T},\n year = {soon},\n doi = {none}\n}", "f.bib");
  EXPECT_EQ(
      messages(read),
      (std::vector<std::string>{
          "f.bib:1:1: warning: expected a type of entry such as \"@article\", found \"@poem\"; read as a web page",
          "f.bib:3:2: warning: expected a year such as \"2019\", found \"soon\"",
          "f.bib:4:2: warning: expected a DOI such as \"10.1000/182\", found \"none\""}));
}

TEST(BibtexReader, SaysThatAFileHasNoEntries) {
  EXPECT_EQ(messages(read_bibtex("", "f.bib")),
            (std::vector<std::string>{"f.bib: error: expected entries of BibTeX, found none"}));
  EXPECT_EQ(messages(read_bibtex("@article{a}", "f.bib")),
            (std::vector<std::string>{
                "f.bib:1:1: error: expected fields such as \"title = {…}\" in \"a\", found none; left out"}));
}

}  // namespace
}  // namespace citefeed::citation
