//! The Python scorers and this one, side by side on the same predictions. Comes in: gold from `../shared`. Goes out: a failed test where they differ.

use super::predicted::Named;
use super::spans::Spans;
use serde_json::{Map, Value, json};
use std::path::{Path, PathBuf};
use std::process::Command;

/// Figures may differ by this: they agree to the third decimal.
const TOLERANCE: f64 = 0.0005;

/// The folder of shared data, where it and python3 are there.
fn shared() -> Option<PathBuf> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared");
    let shared = std::env::var_os("SAYSO_SHARED").map_or(beside, PathBuf::from);
    let python = Command::new("python3").arg("--version").output().is_ok_and(|output| output.status.success());
    let there = shared.join("score/quotations.py").is_file() && python;
    if !there {
        println!("skipped: python3 or {} is not there", shared.display());
    }
    there.then_some(shared)
}

/// A small generator of repeatable noise (Knuth's MMIX constants).
struct Noise(u64);

impl Noise {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % limit
    }

    fn one_in(&mut self, of: u64) -> bool {
        self.below(of) == 0
    }

    /// The same spans with their edges moved by up to `reach` code points either way; sometimes nothing is left of one.
    fn moved(&mut self, spans: &Spans, reach: usize) -> Value {
        let mut edge = |at: usize| (at + self.below(2 * reach as u64 + 1) as usize).saturating_sub(reach);
        let moved = spans.iter().map(|(start, end)| (edge(start), edge(end)));
        moved.filter(|(start, end)| start < end).map(|(start, end)| json!({"start": start, "end": end})).collect()
    }
}

/// Quotations gold, disturbed: left out, moved, doubled, without source, under another cue, and invented ones.
fn disturbed(gold: &[super::brat::GoldArticle], noise: &mut Noise) -> Vec<Value> {
    let mut lines = Vec::new();
    for article in gold {
        let mut quotations = Vec::new();
        for attributed in article.attributions.iter().flatten() {
            let reach = [0, 0, 3, 12, 60][noise.below(5) as usize];
            for _ in 0..[0, 1, 1, 1, 1, 2][noise.below(6) as usize] {
                let source = if noise.one_in(5) { Value::Null } else { noise.moved(&attributed.source, reach) };
                quotations.push(
                    json!({"content": noise.moved(&attributed.content, reach), "source": source, "cue": noise.moved(&attributed.cue, 5)}),
                );
            }
        }
        for _ in 0..noise.below(4) {
            let start = noise.below(article.text.len() as u64 + 50);
            quotations.push(json!({"content": [[start, start + noise.below(400)]], "source": {"start": start, "end": start + 9}}));
        }
        if !noise.one_in(10) {
            lines.push(json!({"path": format!("some/folder/{}.txt", article.stem), "quotations": quotations}));
        }
    }
    lines
}

/// Claims gold, disturbed in the same way, with wrong statuses, names and types.
fn disturbed_claims(gold: &super::claim_gold::ClaimGold, noise: &mut Noise) -> Vec<Value> {
    let mut lines = Vec::new();
    for (doc, gold) in &gold.docs {
        let claim = |noise: &mut Noise, reading: &super::claim_gold::Reading| {
            let name = |noise: &mut Noise, named: &Option<Named>| match noise.below(4) {
                0 => Value::Null,
                1 => json!({"name": "Ila Brand"}),
                _ => named
                    .as_ref()
                    .map_or(Value::Null, |named| json!({"name": named.name().map(|name| format!("Mr. {name}’s")), "start": 0})),
            };
            let status = if noise.one_in(3) { "alleged" } else { reading.status.as_str() };
            let contesters: Vec<Value> = (0..noise.below(3)).map(|_| name(noise, &reading.contester)).collect();
            json!({"spans": noise.moved(&reading.claim, 40), "evidence": noise.moved(&reading.evidence, 20), "status": status,
                "claimant": name(noise, &reading.claimant), "contesters": contesters})
        };
        let quotation = |noise: &mut Noise, speaker: &super::claim_gold::GoldSpeaker| {
            let known = speaker.names.iter().flatten().next().map(String::as_str);
            let name = if noise.one_in(4) { Some("Ila Brand") } else { known };
            let kind = if noise.one_in(4) { "person" } else { speaker.types.first().map_or("none", String::as_str) };
            let who = if noise.one_in(6) { Value::Null } else { json!({"name": name, "type": kind}) };
            json!({"content": noise.moved(&speaker.content, 15), "speaker": who})
        };
        let mut claims: Vec<Value> = gold.claims.iter().flat_map(|gold| &gold.readings).map(|reading| claim(noise, reading)).collect();
        claims.push(json!({"spans": [{"start": noise.below(900), "end": 1000}], "contesters": null}));
        let quotations: Vec<Value> = gold.speakers.iter().map(|speaker| quotation(noise, speaker)).collect();
        let topics: Vec<Value> = gold.topics.both.iter().map(|topic| json!({"label": format!("the {topic} tax"), "score": 0.5})).collect();
        let some = topics.len().saturating_sub(noise.below(3) as usize);
        if !noise.one_in(8) {
            lines.push(json!({"path": format!("x/{doc}.txt"), "quotations": quotations, "claims": claims, "topics": topics[..some]}));
        }
    }
    lines
}

fn write_lines(lines: &[Value]) -> tempfile::NamedTempFile {
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), lines.iter().map(|line| format!("{line}\n")).collect::<String>()).unwrap();
    file
}

fn python(script: &Path, arguments: &[&Path]) -> String {
    let output = Command::new("python3").arg(script).args(arguments).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// Compares every number of `ours` with the one at the same place in `theirs`.
fn assert_same(place: &str, ours: &Value, theirs: &Value) {
    match (ours, theirs) {
        (Value::Object(ours), Value::Object(theirs)) => {
            let keys = |map: &Map<String, Value>| map.keys().cloned().collect::<std::collections::BTreeSet<_>>();
            assert_eq!(keys(ours), keys(theirs), "{place}");
            ours.iter().for_each(|(key, value)| assert_same(&format!("{place}.{key}"), value, &theirs[key]));
        }
        (Value::Number(ours), Value::Number(theirs)) => {
            let (ours, theirs) = (ours.as_f64().unwrap(), theirs.as_f64().unwrap());
            assert!((ours - theirs).abs() < TOLERANCE, "{place}: {ours} here, {theirs} in Python");
        }
        _ => assert_eq!(ours, theirs, "{place}"),
    }
}

fn compare_quotations(shared: &Path, split: &Path, lines: &[Value]) -> super::QuotationReport {
    let (file, out) = (write_lines(lines), tempfile::NamedTempFile::new().unwrap());
    let ours = super::quotations(split, Some(file.path())).unwrap();
    let arguments = ["--split".as_ref(), split, "--pred".as_ref(), file.path(), "--json".as_ref(), out.path()];
    let printed = python(&shared.join("score/quotations.py"), &arguments);
    let theirs = serde_json::from_str(&std::fs::read_to_string(out.path()).unwrap()).unwrap();
    assert_same("", &serde_json::to_value(&ours).unwrap(), &theirs);
    assert!(printed.ends_with(&ours.to_string()), "the tables differ:\n{ours}\n{printed}");
    ours
}

#[test]
fn quotation_figures_agree_with_the_python_scorer() {
    let Some(shared) = shared() else { return };
    let split = shared.join("gold/polnear/dev");
    let gold = super::brat::read(&split).unwrap();
    for seed in 0..4 {
        let report = compare_quotations(&shared, &split, &disturbed(&gold, &mut Noise(seed)));
        assert!((0.2..0.9).contains(&report.all.partial.f1), "the noise is of no use: {report}");
    }
    compare_quotations(&shared, &split, &[]);
    let pairs = |spans: &Spans| spans.iter().map(|(start, end)| json!([start, end])).collect::<Vec<_>>();
    let line = |article: &super::brat::GoldArticle| {
        let attributions = article.attributions.iter().flatten();
        let statements =
            attributions.map(|gold| json!({"content": pairs(&gold.content), "source": pairs(&gold.source), "cue": pairs(&gold.cue)}));
        json!({"doc": article.stem, "statements": statements.collect::<Vec<_>>()})
    };
    let report = compare_quotations(&shared, &split, &gold.iter().map(line).collect::<Vec<_>>());
    assert_eq!((report.all.e2e.f1, report.errors.len()), (1.0, 0), "gold as prediction is right throughout");
}

#[test]
fn claim_figures_agree_with_the_python_scorer() {
    let Some(shared) = shared() else { return };
    for part in ["dev", "train"] {
        let path = shared.join(format!("gold/claims-speakers/{part}.json"));
        let gold = super::claim_gold::read(&path).unwrap();
        let noisy = (0..3).map(|seed| disturbed_claims(&gold, &mut Noise(seed)));
        for lines in noisy.chain([Vec::new()]) {
            let file = write_lines(&lines);
            let ours = super::claims(&path, None, Some(file.path())).unwrap();
            let theirs = python(&shared.join("score/claims_speakers.py"), &[&path, file.path()]);
            assert_eq!(ours.to_string(), theirs);
            assert_eq!(ours.claim_f1 > 0.0, !lines.is_empty());
        }
    }
}
