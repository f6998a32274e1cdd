//! Tells people from bodies and places by how the text uses a name. Comes in: names as read. Goes out: the sort of those whose words don't tell.

use super::names::{Name, Sort, key};
use super::phrase::is_possessive;
use crate::extract::mentions::is_capital;
use crate::lexicon::bodies::{Family, body};
use crate::lexicon::roles::{RoleKind, role};
use crate::lexicon::words::classes;
use crate::text::{Text, TokenKind};
use rustc_hash::FxHashMap;

/// How many tokens after a name a pronoun of one person still is likely its own.
const REACH: usize = 12;

/// What speaks for each sort.
#[derive(Clone, Copy, Debug, Default)]
struct Votes {
    person: u32,
    body: u32,
    place: u32,
    count: u32,
}

/// How a text uses names whose words don't tell what they name.
#[derive(Debug, Default)]
pub(super) struct Usage {
    votes: FxHashMap<String, Votes>,
}

impl Usage {
    /// Reads what stands around the names.
    pub fn read(text: &Text, names: &[Name]) -> Usage {
        let mut usage = Usage::default();
        for name in names.iter().filter(|name| name.sort == Sort::Unknown && name.core == name.run) {
            let votes = usage.votes.entry(key(text, name.core.clone())).or_default();
            votes.count += 1;
            // "At a mill in Tarn, he says": his is whoever is in Tarn.
            let place = is_used_as_place(text, name);
            votes.person += u32::from(!place && is_used_as_person(text, name));
            votes.body += u32::from(is_used_as_body(text, name));
            votes.place += u32::from(place);
        }
        usage
    }

    /// The sort that use tells; `None` where nothing tells, or a person is as likely.
    pub fn sort(&self, key: &str) -> Option<Sort> {
        let votes = self.votes.get(key)?;
        if votes.body > 2 * votes.person {
            return Some(Sort::Body(Family::Company));
        }
        if votes.place > 3 * votes.person && 4 * votes.place >= votes.count {
            return Some(Sort::Place);
        }
        (votes.person > votes.body + votes.place).then_some(Sort::Person)
    }
}

/// "Tarn, 52,", "Tarn, who", "Tarn's wife", "Tarn … his".
fn is_used_as_person(text: &Text, name: &Name) -> bool {
    let sentence = text.sentence_of(name.core.start);
    let end = name.run.end;
    let word = |offset: usize| text.lower_in(&sentence, (end + offset) as isize);
    let comma = word(0) == ",";
    let aged = comma && word(1).parse::<u32>().is_ok_and(|age| (5..110).contains(&age));
    let who = comma && matches!(word(1), "who" | "whose");
    let kin = sentence.contains(&end) && is_possessive(text, end) && role(word(1)).is_some_and(|role| role.kind == RoleKind::Person);
    let own = (end..sentence.end.min(end + REACH))
        .any(|index| matches!(text.lower(index), "he" | "she" | "his" | "her" | "him" | "himself" | "herself"));
    let before = text.lower_in(&sentence, name.run.start as isize - 1);
    let titled = role(before).is_some_and(|role| !role.plural && role.kind == RoleKind::Role) && body(before).is_none();
    aged || who || kin || own || titled
}

/// "Tarn, which", "shares of Tarn", "Tarn shares", "an engineer at Tarn", "his employer, Tarn,".
fn is_used_as_body(text: &Text, name: &Name) -> bool {
    let sentence = text.sentence_of(name.core.start);
    let (start, end) = (name.run.start as isize, name.run.end as isize);
    let word = |index: isize| text.lower_in(&sentence, index);
    let owned = sentence.contains(&name.run.end) && is_possessive(text, name.run.end);
    let next = word(end + isize::from(owned));
    let parts = matches!(
        next,
        "shares"
            | "stock"
            | "shareholders"
            | "investors"
            | "customers"
            | "employees"
            | "executives"
            | "subsidiary"
            | "headquarters"
            | "factory"
            | "factories"
            | "products"
            | "profits"
            | "profit"
            | "revenue"
            | "ceo"
            | "cfo"
    );
    let late = isize::from(matches!(next, "longtime" | "former" | "new" | "then"));
    let chief = owned && word(end + 1 + late) == "chief" && matches!(word(end + 2 + late), "executive" | "financial" | "operating");
    let which = word(end) == "," && word(end + 1) == "which";
    let of = matches!(word(start - 1), "of" | "at" | "for") && is_post(word(start - 2), word(start - 1));
    let comma = isize::from(word(start - 1) == ",");
    let noun = word(start - 1 - comma);
    let apposed = comma == 1
        && (body(noun).is_some_and(|found| matches!(found.family, Family::Company | Family::Group | Family::Press)) || is_employer(noun));
    parts || chief || which || of || apposed || is_said_to_be_a_body(text, name)
}

/// "Tarn, a super PAC aligned with Quill", "Tarn, the data company,".
fn is_said_to_be_a_body(text: &Text, name: &Name) -> bool {
    let sentence = text.sentence_of(name.core.start);
    let word = |index: usize| text.lower_in(&sentence, index as isize);
    let end = name.run.end;
    if word(end) != "," || !matches!(word(end + 1), "a" | "an" | "the" | "another" | "which") {
        return false;
    }
    let limit = sentence.end.min(end + REACH);
    let stops = |index: usize| {
        text.tokens[index].kind == TokenKind::Punctuation || !classes(text.lower(index)).is_open() || text.lower(index).ends_with("ed")
    };
    let stop = (end + 2..limit).find(|&index| stops(index)).unwrap_or(limit);
    let noun = word(stop.saturating_sub(1));
    stop > end + 2
        && role(noun).is_none()
        && body(noun).is_some_and(|found| matches!(found.family, Family::Company | Family::Group | Family::Press | Family::Party))
}

/// Nouns whose "of", "at" or "for" a company follows: "shares of", "chief executive of", "an analyst at".
fn is_post(noun: &str, joiner: &str) -> bool {
    match joiner {
        "of" => {
            matches!(noun, "executive" | "ceo" | "shares" | "unit" | "subsidiary" | "shareholders" | "employees" | "customers" | "division")
        }
        "at" => role(noun).is_some_and(|role| matches!(role.kind, RoleKind::Role)) || matches!(noun, "worked" | "executive" | "employees"),
        _ => matches!(noun, "works" | "worked" | "working"),
    }
}

/// Nouns for a body by what it is to somebody.
pub(super) fn is_employer(noun: &str) -> bool {
    matches!(
        noun,
        "employer"
            | "employers"
            | "team"
            | "supplier"
            | "auditor"
            | "auditors"
            | "insurer"
            | "manufacturer"
            | "contractor"
            | "operator"
            | "lender"
            | "regulator"
            | "competitor"
            | "publisher"
            | "owner"
            | "owners"
            | "parent"
            | "landlord"
            | "developer"
            | "maker"
    )
}

/// "in Varn", "VARN, May 3 —".
fn is_used_as_place(text: &Text, name: &Name) -> bool {
    let sentence = text.sentence_of(name.core.start);
    let (start, end) = (name.run.start as isize, name.run.end);
    let before = text.lower_in(&sentence, start - 1);
    let closed = !sentence.contains(&end)
        || (text.tokens[end].kind == TokenKind::Punctuation && !is_possessive(text, end))
        || (!is_capital(text, end) && !classes(text.lower(end)).is_open());
    matches!(before, "in" | "near" | "across" | "outside" | "throughout") && closed && !name.definite
}
