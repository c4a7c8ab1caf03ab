// Reads citations.bib, .ris and .json of the folder given with the packages of package.json, and prints what each made
// of them: { "name (format)": [CSL-JSON items, in the order of the file] }, or under "text (format)" what it printed.
import { parse as parseWithRetorquere } from "@retorquere/bibtex-parser";
import { BibLatexParser, CSLExporter } from "biblatex-csl-converter";
import { Cite } from "@citation-js/core";
import "@citation-js/plugin-bibtex";
import "@citation-js/plugin-csl";
import "@citation-js/plugin-ris";
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";

const require = createRequire(import.meta.url);
const here = path.dirname(require.resolve("./package.json"));
const folder = process.argv[2];
const read = (suffix) => fs.readFileSync(path.join(folder, `citations.${suffix}`), "utf8");
const version = (name) => JSON.parse(fs.readFileSync(path.join(here, "node_modules", name, "package.json"), "utf8")).version;

function citationJs(type, input) {
  return new Cite(input, { forceType: type }).data.map(({ _graph, ...item }) => item);
}

function biblatexCslConverter(input) {
  const entries = new BibLatexParser(input, {}).parse().entries;
  return Object.values(new CSLExporter(entries, false, {}).parse());
}

// It has fields of BibTeX, with their texts decoded; here they get the names of CSL.
function retorqueresParser(input) {

  const names = (list) => (list ?? []).map((name) =>
    name.name ? { literal: name.name } : { family: name.lastName, given: name.firstName, suffix: name.suffix, "non-dropping-particle": name.prefix });
  return parseWithRetorquere(input, {}).entries.map(({ type, fields }) => ({
    author: names(fields.author), editor: names(fields.editor), translator: names(fields.translator), title: fields.title, issued: fields.year ?? fields.date,
    "container-title": fields.journal ?? fields.journaltitle ?? fields.booktitle ?? fields.howpublished, volume: fields.volume,
    issue: type === "techreport" || type === "report" ? undefined : fields.number, number: type === "techreport" || type === "report" ? fields.number : fields.eid,
    page: fields.pages, publisher: [fields.publisher ?? fields.school ?? fields.institution ?? fields.organization].flat().join(" and "), DOI: fields.doi, URL: fields.url,
    edition: fields.edition, genre: fields.titleaddon ?? fields.type, "original-date": fields.origdate, "event-title": fields.eventtitle, status: fields.pubstate,
  }));
}

function citeproc(items) {
  const CSL = require("citeproc");
  const style = require("@citation-js/plugin-csl/lib/styles.json").apa;
  const locale = require("@citation-js/plugin-csl/lib/locales.json")["en-US"];
  const byId = Object.fromEntries(items.map((item) => [item.id, item]));
  const engine = new CSL.Engine({ retrieveLocale: () => locale, retrieveItem: (id) => byId[id] }, style, "en-US", true);
  engine.setOutputFormat("text");
  return items.map((item) => {
    engine.updateItems([item.id]);
    return engine.makeBibliography()[1].join("").trim();
  });
}

const csl = JSON.parse(read("json"));
const answers = {
  [`citation-js ${version("@citation-js/core")} (BibTeX)`]: citationJs("@bibtex/text", read("bib")),
  [`citation-js ${version("@citation-js/core")} (BibLaTeX)`]: citationJs("@biblatex/text", read("bib")),
  [`citation-js ${version("@citation-js/core")} (RIS)`]: citationJs("@ris/file", read("ris")),
  [`citation-js ${version("@citation-js/core")} (CSL-JSON)`]: citationJs("@csl/list+object", csl),
  [`biblatex-csl-converter ${version("biblatex-csl-converter")} (BibLaTeX)`]: biblatexCslConverter(read("bib")),
  [`@retorquere/bibtex-parser ${version("@retorquere/bibtex-parser")} (BibTeX)`]: retorqueresParser(read("bib")),
  [`astrocite ${version("astrocite-bibtex")} (BibTeX)`]: require("astrocite-bibtex").parse(read("bib")),
  [`astrocite ${version("astrocite-ris")} (RIS)`]: require("astrocite-ris").parse(read("ris")),
};
const texts = {
  [`citeproc-js ${version("citeproc")}, APA style (CSL-JSON)`]: citeproc(csl),
};
const files = {
  [`bibtex-tidy ${version("bibtex-tidy")} (BibTeX)`]: require("bibtex-tidy").tidy(read("bib"), {}).bibtex,
};
console.log(JSON.stringify({ answers, texts, files }));
