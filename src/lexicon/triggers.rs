//! Wordings that put a claim in doubt. Comes in: hedges, doubts, denials, refutals and claim nouns of `data/lexicon`. Goes out: the longest wording that starts at a token.

use crate::claim::Status;
use crate::text::Text;
use rustc_hash::{FxHashMap, FxHashSet};
use std::ops::Range;
use std::sync::LazyLock;

/// Where the proposition stands, seen from the wording.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Frame {
    /// A clause follows: "claimed that …".
    Clause,
    /// A claim noun, a clause, a gerund or a noun phrase follows: "denied …".
    Object,
    /// A claim noun must follow, or end the wording: "rejected the charge".
    Noun,
    /// Somebody, then "of": "accused … of …".
    Of,
    /// Somebody, then "with" and a deed: "charged … with …".
    With,
    /// The noun that follows: "alleged affair".
    Modifier,
    /// The clause it stands in: "reportedly".
    Adverb,
    /// A noun phrase or gerund follows: "no evidence of …".
    Phrase,
    /// What the subject stands for: "the claim is false".
    Subject,
    /// Something said before: "called it a lie".
    Back,
    /// A clause follows, or a pronoun for something said before: "no evidence to support …".
    Support,
    /// A verb of saying, then what is said: "falsely …".
    False,
    /// The statement it is attached to: "without evidence".
    Without,
    /// Something said before, in whose truth nobody need have been in doubt: "that is false".
    Verdict,
    /// A sentence that is nothing else: "It has not."
    Short,
}

/// What the grammatical subject of a wording is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// Who advances the claim.
    Claimant,
    /// Who challenges it.
    Contester,
    /// Nobody; who challenges it stands behind the wording: "was denied by …".
    Agent,
    /// Nobody; who challenges it owns the wording: "Quill's denial that …".
    Owner,
    /// Neither.
    None,
}

#[derive(Debug)]
enum Slot {
    Words { any: Vec<&'static str>, optional: bool },
    ClaimNoun,
    Gap,
}

/// A wording of the lexicon.
#[derive(Debug)]
pub struct Trigger {
    /// Its status.
    pub status: Status,
    /// Where the proposition stands.
    pub frame: Frame,
    /// What its subject is.
    pub subject: Subject,
    /// As written in the table.
    pub phrase: &'static str,
    slots: Vec<Slot>,
}

/// How much a claim noun says by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NounKind {
    /// Keeps its complement at a distance: "allegation".
    Strong,
    /// Only names a statement: "report".
    Weak,
    /// Needs a complement to be a claim: "idea".
    Thought,
    /// Names a statement, and its "of" is no claim: "account of the meeting".
    Account,
}

/// Words that a gap in a wording may skip.
const GAP: usize = 6;

struct Tables {
    triggers: Vec<Trigger>,
    by_first: FxHashMap<&'static str, Vec<usize>>,
    nouns: FxHashMap<&'static str, NounKind>,
    no_claims: FxHashSet<&'static str>,
}

static TABLES: LazyLock<Tables> = LazyLock::new(Tables::load);

impl Tables {
    fn load() -> Tables {
        let sources = [
            (Status::Alleged, include_str!("../../data/lexicon/hedges.tsv")),
            (Status::Unverified, include_str!("../../data/lexicon/doubts.tsv")),
            (Status::Disputed, include_str!("../../data/lexicon/denials.tsv")),
            (Status::Refuted, include_str!("../../data/lexicon/refutals.tsv")),
        ];
        let nouns = super::rows(include_str!("../../data/lexicon/claim_nouns.tsv")).filter_map(|row| noun(&row)).collect();
        let no_claims = super::rows(include_str!("../../data/lexicon/no_claims.tsv")).filter_map(|row| row.first().copied()).collect();
        let read = |(status, table)| super::rows(table).filter_map(move |row| trigger(status, &row));
        let triggers: Vec<Trigger> = sources.into_iter().flat_map(read).collect();
        let mut tables = Tables { triggers, by_first: FxHashMap::default(), nouns, no_claims };
        for (place, trigger) in tables.triggers.iter().enumerate() {
            let first = match trigger.slots.first() {
                Some(Slot::Words { any, .. }) => any.as_slice(),
                _ => &[],
            };
            for word in first {
                tables.by_first.entry(word).or_default().push(place);
            }
        }
        tables
    }
}

fn noun(row: &[&'static str]) -> Option<(&'static str, NounKind)> {
    let kind = match *row.get(1)? {
        "strong" => NounKind::Strong,
        "weak" => NounKind::Weak,
        "account" => NounKind::Account,
        _ => NounKind::Thought,
    };
    Some((row[0], kind))
}

fn trigger(status: Status, row: &[&'static str]) -> Option<Trigger> {
    let [phrase, frame, subject] = row else { return None };
    let slots = phrase.split(' ').flat_map(slots_of).collect();
    Some(Trigger { status, frame: frame_of(frame)?, subject: subject_of(subject)?, phrase, slots })
}

/// The slots of one word of a row: two where it ends in "'s", which is a token of its own.
fn slots_of(word: &'static str) -> Vec<Slot> {
    if word.ends_with('?') || !word.split('|').any(|one| one.ends_with("'s")) {
        return vec![slot(word)];
    }
    let all = word.split('|').all(|one| one.ends_with("'s"));
    let any = word.split('|').map(|one| one.strip_suffix("'s").unwrap_or(one)).collect();
    vec![Slot::Words { any, optional: false }, Slot::Words { any: vec!["'s"], optional: !all }]
}

fn slot(word: &'static str) -> Slot {
    match word {
        "@noun" => Slot::ClaimNoun,
        "~" => Slot::Gap,
        _ => {
            let bare = word.strip_suffix('?').unwrap_or(word);
            Slot::Words { any: bare.split('|').collect(), optional: bare.len() < word.len() }
        }
    }
}

fn frame_of(word: &str) -> Option<Frame> {
    Some(match word {
        "clause" => Frame::Clause,
        "object" => Frame::Object,
        "noun" => Frame::Noun,
        "of" => Frame::Of,
        "with" => Frame::With,
        "modifier" => Frame::Modifier,
        "adverb" => Frame::Adverb,
        "phrase" => Frame::Phrase,
        "subject" => Frame::Subject,
        "back" => Frame::Back,
        "support" => Frame::Support,
        "false" => Frame::False,
        "without" => Frame::Without,
        "verdict" => Frame::Verdict,
        "short" => Frame::Short,
        _ => return None,
    })
}

fn subject_of(word: &str) -> Option<Subject> {
    Some(match word {
        "claimant" => Subject::Claimant,
        "contester" => Subject::Contester,
        "agent" => Subject::Agent,
        "owner" => Subject::Owner,
        "none" => Subject::None,
        _ => return None,
    })
}

/// The longest wording that starts at token `index` and stays within its sentence, with its tokens.
pub fn at(text: &Text, index: usize) -> Option<(&'static Trigger, Range<usize>)> {
    let tables: &'static Tables = &TABLES;
    let word = text.lower(index);
    let places = if word.contains('’') { tables.by_first.get(word.replace('’', "'").as_str()) } else { tables.by_first.get(word) }?;
    let end = text.sentence_of(index).end;
    let ends = places.iter().filter_map(|&place| {
        let trigger = &tables.triggers[place];
        follow(text, &trigger.slots, index, end).map(|last| (trigger, index..last))
    });
    // The first of equally long ones, so that the order of the tables decides.
    ends.fold(None, |best: Option<(&Trigger, Range<usize>)>, next| match best {
        Some(best) if best.1.end >= next.1.end => Some(best),
        _ => Some(next),
    })
}

/// Whether and how far `slots` match from token `at`; a quotation mark between two words is stepped over: "called it “a lie”".
fn follow(text: &Text, slots: &[Slot], at: usize, end: usize) -> Option<usize> {
    let Some((slot, rest)) = slots.split_first() else { return Some(at) };
    if at < end && matches!(text.lower(at), "“" | "”" | "\"" | "''" | "‘" | "«") {
        return follow(text, slots, at + 1, end);
    }
    let hit = |matches: bool| if matches { follow(text, rest, at + 1, end) } else { None };
    match slot {
        Slot::Words { any, optional } => {
            let skipped = || if *optional { follow(text, rest, at, end) } else { None };
            hit(at < end && any.iter().any(|word| same(text.lower(at), word))).or_else(skipped)
        }
        Slot::ClaimNoun => hit(at < end && noun_kind(text.lower(at)).is_some()),
        Slot::Gap => (at..end.min(at + GAP + 1)).find_map(|next| follow(text, rest, next, end)),
    }
}

/// Equal, whichever apostrophe is used.
fn same(word: &str, listed: &str) -> bool {
    word == listed || (word.contains('’') && listed.contains('\'') && word.replace('’', "'") == listed)
}

/// What kind of claim noun a lower-case word is.
pub fn noun_kind(word: &str) -> Option<NounKind> {
    TABLES.nouns.get(word).copied()
}

/// True for a lower-case noun that makes its verb no claim: "denied access", "claimed victory".
pub fn is_no_claim(word: &str) -> bool {
    TABLES.no_claims.contains(word)
}

/// True for a lower-case noun that names somebody by a deed: "alleged attacker".
pub fn is_person(word: &str) -> bool {
    const STEMS: &[&str] = &[
        "abuser",
        "accomplice",
        "assailant",
        "attacker",
        "bomber",
        "conspirator",
        "criminal",
        "co-conspirator",
        "eyewitness",
        "gunman",
        "gunmen",
        "hacker",
        "hijacker",
        "killer",
        "leader",
        "member",
        "mistress",
        "murderer",
        "participant",
        "perpetrator",
        "rapist",
        "shooter",
        "smuggler",
        "suspect",
        "terrorist",
        "thief",
        "thieves",
        "trafficker",
        "victim",
        "witness",
        "witnesses",
    ];
    let stem = word.strip_suffix('s').unwrap_or(word);
    STEMS.contains(&word) || STEMS.contains(&stem) || (stem.ends_with("er") && stem.len() > 5 && AGENTS_NOT.binary_search(&stem).is_err())
}

/// Nouns in -er that are deeds or things.
const AGENTS_NOT: &[&str] = &[
    "blunder",
    "chapter",
    "character",
    "danger",
    "disaster",
    "disorder",
    "letter",
    "manslaughter",
    "matter",
    "murder",
    "number",
    "offer",
    "order",
    "paper",
    "power",
    "slander",
    "slaughter",
    "takeover",
    "transfer",
    "water",
];

#[cfg(test)]
mod tests {
    use super::*;

    fn phrase(body: &str, word: &str) -> Option<(String, Frame)> {
        let text = Text::new(body);
        let index = (0..text.tokens.len()).find(|&index| text.word(index) == word)?;
        at(&text, index).map(|(trigger, range)| (text.span(&range).of(body).to_owned(), trigger.frame))
    }

    #[test]
    fn the_longest_wording_wins() {
        assert_eq!(phrase("Quill claimed victory.", "claimed"), Some(("claimed".into(), Frame::Object)));
        assert_eq!(phrase("Quill claimed that it rained.", "claimed"), Some(("claimed that".into(), Frame::Clause)));
    }

    #[test]
    fn optional_words_claim_nouns_and_both_apostrophes_match() {
        assert_eq!(
            phrase("It could not be independently verified.", "could").map(|found| found.0),
            Some("could not be independently verified".into())
        );
        assert_eq!(phrase("The false rumors spread.", "false").map(|found| found.0), Some("false rumors".into()));
        assert_eq!(phrase("That’s simply untrue.", "That").map(|found| found.0), Some("That’s simply untrue".into()));
        assert_eq!(phrase("They haven’t confirmed it.", "haven’t").map(|found| found.0), Some("haven’t confirmed".into()));
    }

    #[test]
    fn every_row_of_every_table_is_read() {
        let tables = ["hedges", "doubts", "denials", "refutals"];
        let read = |name: &str| std::fs::read_to_string(format!("{}/data/lexicon/{name}.tsv", env!("CARGO_MANIFEST_DIR"))).unwrap();
        let rows = tables.iter().map(|name| read(name).lines().filter(|line| !line.starts_with('#') && !line.is_empty()).count());
        assert_eq!(TABLES.triggers.len(), rows.sum::<usize>());
        assert!(TABLES.triggers.iter().all(|trigger| matches!(trigger.slots.first(), Some(Slot::Words { optional: false, .. }))));
    }
}
