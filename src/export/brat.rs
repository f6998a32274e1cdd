//! A folder for brat (brat.nlplab.org/standoff.html) and for `sayso eval`. Comes in: articles. Goes out: `ID.txt`, `ID.ann`, brat's configuration, and a list of what is what.

use super::Exporter;
use super::contract::Contract;
use crate::article::Place;
use crate::error::{Error, Result};
use crate::span::Span;
use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

/// What brat has to know: which annotations there are.
const CONFIGURATION: &str = "[entities]
Source
Cue
Content
Proposition
Evidence
Party

[relations]
<OVERLAP> Arg1:<ANY>, Arg2:<ANY>, <OVL-TYPE>:<ANY>

[events]
Attribution Source?:Source, Cue?:Cue, Content:Content
Claim Proposition:Proposition, Claimant?:Party, Contester*:Party, Evidence*:Evidence

[attributes]
Kind Arg:Attribution, Value:direct|indirect|mixed
Status Arg:Claim, Value:alleged|unverified|disputed|refuted
";

/// The format.
pub struct Brat {
    folder: PathBuf,
    list: fs::File,
}

impl Brat {
    /// Makes the folder.
    ///
    /// # Errors
    /// A folder that has something in it, or cannot be made.
    pub fn create(folder: &Path) -> Result<Brat> {
        fs::create_dir_all(folder).map_err(|error| Error::file(folder, error))?;
        if fs::read_dir(folder).map_err(|error| Error::file(folder, error))?.next().is_some() {
            return Err(Error::file(folder, "is not empty: name another folder"));
        }
        write(&folder.join("annotation.conf"), CONFIGURATION)?;
        let path = folder.join("articles.tsv");
        let mut list = fs::File::create(&path).map_err(|error| Error::file(&path, error))?;
        writeln!(list, "article\tplaces\theadline")?;
        Ok(Brat { folder: folder.to_owned(), list })
    }
}

impl Exporter for Brat {
    fn add(&mut self, contract: &Contract, places: &[Place]) -> Result<usize> {
        let article = &contract.annotated().article;
        let mut sheet = Sheet::new(contract);
        contract.annotated().quotations.iter().for_each(|quotation| sheet.quotation(quotation));
        contract.annotated().claims.iter().for_each(|claim| sheet.claim(claim));
        write(&self.folder.join(format!("{}.txt", article.id)), &article.body)?;
        write(&self.folder.join(format!("{}.ann", article.id)), &sheet.out)?;
        let places: Vec<String> = places.iter().map(ToString::to_string).collect();
        let cell = |text: &str| text.split(char::is_whitespace).collect::<Vec<_>>().join(" ");
        writeln!(self.list, "{}\t{}\t{}", article.id, cell(&places.join("; ")), cell(article.headline.as_deref().unwrap_or_default()))?;
        Ok(contract.annotated().quotations.len() + contract.annotated().claims.len())
    }

    fn end(mut self: Box<Self>) -> Result<()> {
        Ok(self.list.flush()?)
    }
}

fn write(path: &Path, text: &str) -> Result<()> {
    fs::write(path, text).map_err(|error| Error::file(path, error))
}

/// The annotations of one article, lines of the standoff format.
struct Sheet<'a> {
    contract: &'a Contract<'a>,
    out: String,
    spans: usize,
    events: usize,
    attributes: usize,
    notes: usize,
}

impl<'a> Sheet<'a> {
    fn new(contract: &'a Contract<'a>) -> Sheet<'a> {
        Sheet { contract, out: String::new(), spans: 0, events: 0, attributes: 0, notes: 0 }
    }

    /// A text-bound annotation; brat allows no line break within one. Answers its name.
    fn span(&mut self, kind: &str, spans: &[Span]) -> String {
        self.spans += 1;
        let pieces = self.contract.pieces(spans);
        let offsets: Vec<String> = pieces.iter().map(|piece| format!("{} {}", piece.start, piece.end)).collect();
        let words: Vec<String> = pieces.iter().map(|piece| piece.text.replace(['\n', '\r', '\t'], " ")).collect();
        let _ = writeln!(self.out, "T{}\t{kind} {}\t{}", self.spans, offsets.join(";"), words.join(" "));
        format!("T{}", self.spans)
    }

    /// An event with its arguments. Answers its name.
    fn event(&mut self, kind: &str, trigger: &str, arguments: &[String]) -> String {
        self.events += 1;
        let _ = writeln!(self.out, "E{}\t{kind}:{trigger} {}", self.events, arguments.join(" "));
        format!("E{}", self.events)
    }

    fn attribute(&mut self, kind: &str, of: &str, value: &str) {
        self.attributes += 1;
        let _ = writeln!(self.out, "A{}\t{kind} {of} {value}", self.attributes);
    }

    fn note(&mut self, of: &str, words: &str) {
        self.notes += 1;
        let _ = writeln!(self.out, "#{}\tAnnotatorNotes {of}\t{words}", self.notes);
    }

    fn quotation(&mut self, quotation: &crate::quotation::Quotation) {
        let cue = quotation.cue.as_ref().map(|cue| cue.span);
        let trigger = self.span("Attribution", cue.as_ref().map_or(&quotation.content[..], std::slice::from_ref));
        let mut arguments = Vec::new();
        if let Some(source) = quotation.source {
            arguments.push(format!("Source:{}", self.span("Source", &[source.span])));
        }
        if let Some(cue) = cue {
            arguments.push(format!("Cue:{}", self.span("Cue", &[cue])));
        }
        arguments.push(format!("Content:{}", self.span("Content", &quotation.content)));
        let event = self.event("Attribution", &trigger, &arguments);
        self.attribute("Kind", &event, quotation.kind.as_str());
        if let Some(name) = self.contract.quotation(quotation).speaker.and_then(|speaker| speaker.name) {
            self.note(&event, &format!("speaker: {name}"));
        }
    }

    fn claim(&mut self, claim: &crate::claim::Claim) {
        let trigger = self.span("Claim", &claim.proposition);
        let mut arguments = vec![format!("Proposition:{}", self.span("Proposition", &claim.proposition))];
        if let Some(span) = claim.claimant.and_then(|party| party.span) {
            arguments.push(format!("Claimant:{}", self.span("Party", &[span])));
        }
        for span in claim.challenges.iter().filter_map(|challenge| challenge.contester?.span) {
            arguments.push(format!("Contester:{}", self.span("Party", &[span])));
        }
        for evidence in &claim.evidence {
            arguments.push(format!("Evidence:{}", self.span("Evidence", &[*evidence])));
        }
        let event = self.event("Claim", &trigger, &numbered(arguments));
        self.attribute("Status", &event, claim.status.as_str());
    }
}

/// A second argument of one role is `Role2`, as brat wants it.
fn numbered(arguments: Vec<String>) -> Vec<String> {
    let role = |argument: &str| argument.split(':').next().unwrap_or_default().to_owned();
    let number = |place: usize| arguments[..place].iter().filter(|one| role(one) == role(&arguments[place])).count() + 1;
    let named = |(place, argument): (usize, &String)| match number(place) {
        1 => argument.clone(),
        number => argument.replacen(':', &format!("{number}:"), 1),
    };
    arguments.iter().enumerate().map(named).collect()
}

#[cfg(test)]
mod tests {
    use crate::export::{Export, Format, sample};

    #[test]
    fn spans_count_code_points_and_events_name_them() {
        let dir = tempfile::tempdir().unwrap();
        let mut export = Export::create(&dir.path().join("new"), Format::Brat).unwrap();
        assert_eq!(export.add(&sample(), &[sample().article.place]).unwrap(), 3);
        export.end().unwrap();
        let written = |name: &str| std::fs::read_to_string(dir.path().join("new").join(name)).unwrap();
        let ann = written("00000000000000ab.ann");
        assert!(
            ann.contains(
                "T4\tContent 0 23\t“The 🌉 bridge is safe,”\nE1\tAttribution:T1 Source:T2 Cue:T3 Content:T4\nA1\tKind E1 direct\n"
            ),
            "{ann}"
        );
        assert!(ann.contains("Contester") || ann.contains("Evidence"), "{ann}");
        assert_eq!(written("00000000000000ab.txt"), sample().article.body);
        assert!(written("articles.tsv").ends_with("00000000000000ab\tbridge.jsonl#2\t=Bridge, \"safe\"\n"));
    }

    #[test]
    fn a_folder_with_something_in_it_is_refused() {
        let dir = tempfile::tempdir().unwrap();
        std::fs::write(dir.path().join("mine.txt"), "words").unwrap();
        assert!(Export::create(dir.path(), Format::Brat).err().unwrap().to_string().contains("not empty"));
    }
}
