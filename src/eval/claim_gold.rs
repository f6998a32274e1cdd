//! Claims and speakers gold. Comes in: a JSON file, and the folders where its texts may stand. Goes out: articles with claims, attributions and topics.

use super::predicted::Named;
use super::spans::Spans;
use crate::error::{Error, Result};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// The gold of some articles, by the stem of their text files.
#[derive(Debug, Deserialize)]
pub struct ClaimGold {
    /// By stem.
    pub docs: BTreeMap<String, GoldDoc>,
}

/// What annotators marked in one article.
#[derive(Debug, Default, Deserialize)]
pub struct GoldDoc {
    /// Contested claims.
    #[serde(default)]
    pub claims: Vec<GoldClaim>,
    /// Attributions with the canonical name of their speaker.
    #[serde(default)]
    pub speakers: Vec<GoldSpeaker>,
    /// What the article is about.
    #[serde(default)]
    pub topics: GoldTopics,
}

/// A contested claim, as each annotator who marked it reads it.
#[derive(Debug, Deserialize)]
pub struct GoldClaim {
    /// False where only one of the annotators marked it: finding it is neither right nor wrong.
    pub required: bool,
    /// At least one.
    pub readings: Vec<Reading>,
}

/// One annotator's reading of a claim.
#[derive(Clone, Debug, Deserialize)]
pub struct Reading {
    /// The proposition.
    pub claim: Spans,
    /// `refuted`, `disputed`, `unverified` or `alleged`.
    pub status: String,
    /// The words that show the status.
    #[serde(default)]
    pub evidence: Spans,
    /// Who advances it.
    pub claimant: Option<Named>,
    /// Who contests it.
    pub contester: Option<Named>,
}

/// An attribution and who speaks.
#[derive(Debug, Deserialize)]
pub struct GoldSpeaker {
    /// What is reported.
    #[serde(default)]
    pub content: Spans,
    /// Who reports, in the text's words.
    #[serde(default)]
    pub source: Spans,
    /// Names that are right.
    #[serde(default)]
    pub names: Vec<Option<String>>,
    /// Types that are right.
    #[serde(default)]
    pub types: Vec<String>,
}

impl GoldSpeaker {
    /// True where the article names the speaker.
    pub fn is_named(&self) -> bool {
        self.types.iter().any(|kind| kind == "person" || kind == "organization")
    }
}

/// Topics of an article.
#[derive(Debug, Default, Deserialize)]
pub struct GoldTopics {
    /// Those that both annotators gave.
    #[serde(default)]
    pub both: Vec<String>,
}

/// Reads the gold file.
///
/// # Errors
/// A file that cannot be read, or is of another form.
pub fn read(path: &Path) -> Result<ClaimGold> {
    let text = super::read_text(path)?;
    serde_json::from_str(&text).map_err(|error| Error::Gold(format!("{}: {error}", path.display())))
}

/// The text files of the articles of `gold`, which was read from `path`.
///
/// They are looked for in `folder`; where that is `None`, beside the gold, in `text/` beside it, and where PolNeAR's texts stand.
///
/// # Errors
/// An article whose text is nowhere.
pub fn texts(gold: &ClaimGold, path: &Path, folder: Option<&Path>) -> Result<BTreeMap<String, PathBuf>> {
    let beside = path.parent().unwrap_or(Path::new(""));
    let usual = ["text", "", "../polnear/dev/text", "../polnear/train/text"].map(|place| beside.join(place));
    let places = folder.map_or_else(|| usual.to_vec(), |folder| vec![folder.to_owned()]);
    let find = |stem: &String| {
        let file = places.iter().map(|place| place.join(format!("{stem}.txt"))).find(|file| file.is_file());
        let file =
            file.ok_or_else(|| Error::Gold(format!("{}: the text of {stem} is not there: name its folder with --texts", path.display())));
        file.map(|file| (stem.clone(), file))
    };
    gold.docs.keys().map(find).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOLD: &str = r#"{"offsets":"code points","docs":{"a":{"annotation":"a_x.ann","claims":[{"required":true,"readings":[
        {"claim":[3,9],"status":"disputed","evidence":[12,20],"claimant":{"name":"Ila Brand","span":[0,2]},"contester":{"name":"author","span":null}}]}],
        "speakers":[{"id":"E1","content":[[3,9]],"source":[[0,2]],"names":["Ila Brand"],"types":["person"]}],"topics":{"both":["tax"],"either":[]}}}}"#;

    #[test]
    fn the_gold_and_the_texts_beside_it_are_found() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("gold.json");
        std::fs::write(&path, GOLD).unwrap();
        let gold = read(&path).unwrap();
        let reading = &gold.docs["a"].claims[0].readings[0];
        assert_eq!(reading.contester.as_ref().and_then(Named::name), Some("author"));
        assert!(gold.docs["a"].speakers[0].is_named());
        assert!(texts(&gold, &path, None).unwrap_err().to_string().contains("--texts"));
        std::fs::write(dir.path().join("a.txt"), "x").unwrap();
        assert_eq!(texts(&gold, &path, None).unwrap()["a"], dir.path().join("a.txt"));
    }
}
