//! What is measured, and what must be reached. Comes in: a folder of TOML files. Goes out: figures of each set, floors missed, sets skipped.

use super::record::Record;
use crate::error::{Error, Result};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};

/// Figures by name, parts joined by a full stop: `all.partial.f1`.
pub type Figures = BTreeMap<String, f64>;

/// A change of a figure below this is not shown.
const SHOWN_CHANGE: f64 = 0.0005;

/// What kind of gold a set has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Task {
    /// A folder in PolNeAR's form.
    Quotations,
    /// A file of claims, speakers and topics.
    Claims,
    /// A file of one article.
    Passage,
    /// A file of speakers alone, in the form of claims.
    Names,
    /// A folder of articles and of whom their names mean.
    Speakers,
    /// A folder of articles and of which of their claims are one.
    Ledger,
}

/// One file of `eval/sets/`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Set {
    /// What records are called.
    name: String,
    /// What the set is, in a sentence.
    about: String,
    task: Task,
    /// Where the gold is, from the root of the repository.
    gold: PathBuf,
    /// Where its texts are, from the root of the repository; missing where they stand with the gold.
    texts: Option<PathBuf>,
    /// Least values that pass.
    #[serde(default)]
    floors: Figures,
}

/// What became of every set.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// Sets that were measured, by file name.
    pub results: Vec<Measured>,
    /// A sentence for each set whose gold is not there.
    pub skipped: Vec<String>,
}

/// A set with its figures.
#[derive(Clone, Debug)]
pub struct Measured {
    /// Name of the set.
    pub name: String,
    /// What the set is.
    pub about: String,
    /// Everything measured.
    pub figures: Figures,
    /// The figures as a person reads them.
    pub table: String,
    /// What had to be reached.
    pub floors: Figures,
    /// The last record of this set.
    pub before: Option<Record>,
}

/// Measures every set in `dir` (`eval/sets`), in the order of their file names.
///
/// Gold outside the repository may be missing: such a set is skipped. `../shared` is also looked for where the variable `SAYSO_SHARED` says.
///
/// # Errors
/// A set or gold that cannot be read, or gold of the repository that is missing.
pub fn run_sets(dir: &Path) -> Result<Report> {
    let mut report = Report::default();
    for path in super::files(dir, "toml")? {
        let text = super::read_text(&path)?;
        let set: Set = toml::from_str(&text).map_err(|error| Error::Gold(format!("{}: {error}", path.display())))?;
        let texts = set.texts.as_deref().map(|texts| set.place(dir, texts)).transpose()?;
        match (set.place(dir, &set.gold)?, texts) {
            (None, _) => report.skipped.push(format!("{}: skipped, because {} is not there", set.name, set.gold.display())),
            (Some(_), Some(None)) => report.skipped.push(format!("{}: skipped, because its texts are not there", set.name)),
            (Some(gold), texts) => report.results.push(set.measure(&gold, texts.flatten().as_deref(), dir)?),
        }
    }
    Ok(report)
}

impl Set {
    /// Where `path`, the gold or its texts, is; `None` where it is outside the repository and missing.
    fn place(&self, sets: &Path, path: &Path) -> Result<Option<PathBuf>> {
        let elsewhere = std::env::var_os("SAYSO_SHARED").zip(path.strip_prefix("../shared").ok());
        let elsewhere = elsewhere.map(|(shared, rest)| Path::new(&shared).join(rest));
        let places = [Some(sets.join("../..").join(path)), elsewhere];
        let found = places.into_iter().flatten().find(|path| path.exists());
        if found.is_none() && !path.starts_with("..") {
            return Err(Error::Gold(format!("set {}: {} is not there", self.name, path.display())));
        }
        Ok(found)
    }

    fn measure(self, gold: &Path, texts: Option<&Path>, sets: &Path) -> Result<Measured> {
        let (figures, table) = match self.task {
            Task::Quotations => read_off(&super::quotations(gold, None)?)?,
            Task::Claims => read_off(&super::claims(gold, texts, None)?)?,
            Task::Names => read_off(&super::claims(gold, texts, None)?.names())?,
            Task::Passage => read_off(&super::passage(gold)?)?,
            Task::Speakers => read_off(&super::across::speakers(gold)?)?,
            Task::Ledger => read_off(&super::across::ledger(gold)?)?,
        };
        let before = Record::latest(sets, &self.name)?;
        Ok(Measured { name: self.name, about: self.about, figures, table, floors: self.floors, before })
    }
}

/// The figures of a report, and the report as printed.
fn read_off(report: &(impl Serialize + fmt::Display)) -> Result<(Figures, String)> {
    let mut figures = Figures::new();
    flatten("", &serde_json::to_value(report)?, &mut figures);
    Ok((figures, report.to_string()))
}

fn flatten(name: &str, value: &Value, out: &mut Figures) {
    match value {
        Value::Object(parts) => {
            for (key, part) in parts {
                let name = if name.is_empty() { key.clone() } else { format!("{name}.{key}") };
                flatten(&name, part, out);
            }
        }
        Value::Number(number) => out.extend(number.as_f64().map(|number| (name.to_owned(), number))),
        _ => {}
    }
}

impl Measured {
    /// The floors that are not reached, in a sentence each. A figure that was not measured reaches none.
    pub fn missed(&self) -> Vec<String> {
        let sentence = |(figure, floor): (&String, &f64)| match self.figures.get(figure) {
            Some(value) if value >= floor => None,
            Some(value) => Some(format!("{}: {figure} is {value:.3}, the floor is {floor}", self.name)),
            None => Some(format!("{}: {figure} is not measured, the floor is {floor}", self.name)),
        };
        self.floors.iter().filter_map(sentence).collect()
    }

    /// The figures with a floor that moved since the last record, in words.
    fn moved(&self) -> Vec<String> {
        let Some(record) = &self.before else { return Vec::new() };
        let change = |figure: &String| {
            let (was, is) = (record.figures.get(figure)?, self.figures.get(figure)?);
            let moved = (is - was).abs() >= SHOWN_CHANGE;
            moved.then(|| format!("since {}: {figure} {was:.3} → {is:.3}", record.date))
        };
        self.floors.keys().filter_map(change).collect()
    }
}

impl Report {
    /// Every floor that is not reached, in a sentence each. Empty is a pass.
    pub fn missed(&self) -> Vec<String> {
        self.results.iter().flat_map(Measured::missed).collect()
    }

    /// Writes a record of each measured set to `DATE/NAME.json` in the folder `records` beside `sets`. Goes out: the files written.
    ///
    /// # Errors
    /// A file that cannot be written.
    pub fn record(&self, sets: &Path) -> Result<Vec<PathBuf>> {
        self.results.iter().map(|measured| Record::new(sets, &measured.name, &measured.figures).write(sets)).collect()
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for measured in &self.results {
            writeln!(f, "{}: {}\n{}", measured.name, measured.about, measured.table.trim_end())?;
            measured.moved().iter().try_for_each(|line| writeln!(f, "{line}"))?;
            writeln!(f)?;
        }
        self.skipped.iter().try_for_each(|line| writeln!(f, "{line}"))?;
        let floors: usize = self.results.iter().map(|measured| measured.floors.len()).sum();
        let missed = self.missed();
        missed.iter().try_for_each(|line| writeln!(f, "missed: {line}"))?;
        writeln!(f, "{} of {floors} floors reached", floors - missed.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn write(root: &Path, name: &str, text: &str) {
        let path = root.join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }

    const SET: &str = "name = \"own\"\nabout = \"Invented.\"\ntask = \"quotations\"\ngold = \"eval/gold\"\n[floors]\n\"all.gold\" = 1\n\"all.gild\" = 1\n";

    #[test]
    fn a_floor_missed_a_figure_unknown_and_a_gold_missing_are_told() {
        let root = tempfile::tempdir().unwrap();
        let sets = root.path().join("eval/sets");
        write(root.path(), "eval/sets/own.toml", SET);
        write(root.path(), "eval/sets/far.toml", &SET.replace("own", "far").replace("eval/gold", "../nowhere/gold"));
        assert!(run_sets(&sets).unwrap_err().to_string().contains("eval/gold is not there"));
        write(root.path(), "eval/sets/texts.toml", &SET.replace("gold =", "texts = \"../nowhere/text\"\ngold =").replace("own", "texts"));
        write(root.path(), "eval/gold/text/a.txt", "Nobody spoke.\n");
        write(root.path(), "eval/gold/attributions/a_x.ann", "");
        let report = run_sets(&sets).unwrap();
        assert_eq!(
            report.skipped,
            ["far: skipped, because ../nowhere/gold is not there", "texts: skipped, because its texts are not there"]
        );
        assert_eq!(report.missed(), ["own: all.gild is not measured, the floor is 1", "own: all.gold is 0.000, the floor is 1"]);
        assert!(report.to_string().ends_with("0 of 2 floors reached\n"));
    }

    #[test]
    fn a_record_is_compared_with_the_next_run() {
        let root = tempfile::tempdir().unwrap();
        let sets = root.path().join("eval/sets");
        write(root.path(), "eval/sets/own.toml", SET);
        write(root.path(), "eval/gold/text/a.txt", "Nobody spoke.\n");
        write(root.path(), "eval/gold/attributions/a_x.ann", "");
        let written = run_sets(&sets).unwrap().record(&sets).unwrap();
        assert!(written[0].is_file(), "{written:?}");
        write(root.path(), "eval/gold/attributions/a_x.ann", "T1\tContent 0 6\tNobody\nE1\tContent:T1\n");
        let report = run_sets(&sets).unwrap();
        assert!(report.to_string().contains("all.gold 0.000 → 1.000"), "{report}");
        assert_eq!(report.missed().len(), 1);
    }
}
