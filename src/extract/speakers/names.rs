//! Reads one capitalised run. Comes in: a token range. Goes out: the name in it without titles, and what it names.

use crate::extract::mentions::{is_capital, is_compound_adjective};
use crate::lexicon::bodies::{Family, acronym, body, ending};
use crate::lexicon::names::{Gender, given, title};
use crate::lexicon::places::{PlaceKind, place};
use crate::lexicon::roles::{RoleKind, role};
use crate::text::{Text, TokenKind};
use std::ops::Range;

/// What a run names, as far as its own words tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    /// A person: a title or a given name says so.
    Person,
    /// A body.
    Body(Family),
    /// A place.
    Place,
    /// A collective: "Republicans", "House Democrats".
    Group,
    /// An office without its holder: "Federal Judge", "Secretary of State".
    Office,
    /// Not told by its words.
    Unknown,
}

/// A capitalised run, read.
#[derive(Clone, Debug)]
pub(super) struct Name {
    /// The run with titles.
    pub run: Range<usize>,
    /// The name without titles.
    pub core: Range<usize>,
    /// What it names.
    pub sort: Sort,
    /// What its title or given name tells.
    pub gender: Gender,
    /// The titles and roles before the core that say something: "Ukrainian President".
    pub title: Option<Range<usize>>,
    /// True after "the".
    pub definite: bool,
}

/// The words of `range` in lower case, one space between them.
pub(super) fn key(text: &Text, range: Range<usize>) -> String {
    let mut out = String::new();
    for index in range {
        if !out.is_empty() && !matches!(text.lower(index), "'s" | "’s") {
            out.push(' ');
        }
        out.push_str(&text.lower(index).replace('’', "'"));
    }
    out
}

/// Reads the run.
pub(super) fn read(text: &Text, run: Range<usize>) -> Name {
    // "the Tarn-led Georgia Senate" too
    let described = run.start > 0 && is_compound_adjective(text.word(run.start - 1));
    // "the 1951 Varn Convention"
    let year = run.start > 0 && text.tokens[run.start - 1].kind == TokenKind::Number;
    let before = run.start.checked_sub(1 + usize::from(described || year));
    let definite = before.is_some_and(|before| text.lower(before) == "the" && text.sentence_of(run.start).contains(&before));
    let mut name = Name { core: run.clone(), run, sort: Sort::Unknown, gender: Gender::Either, title: None, definite };
    if let Some(sort) = whole(text, &name.core).or_else(|| is_credit(text, &name.core).then_some(Sort::Body(Family::Silent))) {
        name.sort = sort;
        return name;
    }
    strip_letters(text, &mut name);
    strip_about_body(text, &mut name);
    if !strip_title(text, &mut name) {
        strip_adjectives(text, &mut name);
    }
    if name.sort == Sort::Unknown {
        name.sort = sort_of(text, &name);
    }
    if name.sort == Sort::Unknown
        && let Some(family) = kind_before(text, &name.run)
    {
        name.sort = Sort::Body(family);
    }
    if name.sort == Sort::Person {
        let first = given(text.lower(name.core.start)).filter(|_| name.core.len() > 1);
        name.gender = name.gender.or(first.unwrap_or(Gender::Either));
    }
    name
}

/// "Jo Tarn/VPA": whose picture it is, and nobody who speaks.
fn is_credit(text: &Text, run: &Range<usize>) -> bool {
    let halves = text.word(run.end - 1).split_once('/').filter(|_| run.len() > 1 && given(text.lower(run.start)).is_some());
    halves.is_some_and(|(name, outlet)| name.len() > 1 && outlet.len() > 1 && outlet.starts_with(char::is_uppercase))
}

/// Takes letters after a name off: "Jo Tarn KC", "Dr Ben Quill OBE".
fn strip_letters(text: &Text, name: &mut Name) {
    let letters = |word: &str| {
        matches!(
            word,
            "KC" | "QC"
                | "MP"
                | "MSP"
                | "MEP"
                | "TD"
                | "OBE"
                | "CBE"
                | "MBE"
                | "KBE"
                | "DBE"
                | "PhD"
                | "Ph.D."
                | "MD"
                | "M.D."
                | "Esq."
                | "Esq"
        )
    };
    while name.core.len() > 2 && letters(text.word(name.core.end - 1)) {
        name.core.end -= 1;
    }
}

/// Takes "Poll" off whose poll it is, and a party off a body of the state: "Varn University Poll", "the Republican Senate".
fn strip_about_body(text: &Text, name: &mut Name) {
    if name.core.len() > 1 && text.lower(name.core.end - 1) == "poll" {
        name.core.end -= 1;
    }
    let party = matches!(text.lower(name.core.start), "democratic" | "republican" | "gop");
    let state = || body(&key(text, name.core.start + 1..name.core.end)).is_some_and(|found| found.family == Family::Government);
    if party && name.core.len() > 1 && state() {
        name.core.start += 1;
    }
}

/// The family of body that a noun just before the name says: "the watchdog group Varn Matters".
fn kind_before(text: &Text, run: &Range<usize>) -> Option<Family> {
    let before = run.start.checked_sub(1).filter(|index| text.sentence_of(run.start).contains(index))?;
    let noun = (!is_capital(text, before)).then(|| body(text.lower(before))).flatten()?;
    matches!(noun.family, Family::Group | Family::Company | Family::Press).then_some(noun.family)
}

/// Names that the tables hold whole.
fn whole(text: &Text, core: &Range<usize>) -> Option<Sort> {
    if core.len() > 5 {
        return None;
    }
    if core.len() == 1
        && let Some(found) = acronym(text.word(core.start))
    {
        return Some(Sort::Body(found.family));
    }
    let key = key(text, core.clone());
    let common = core.len() == 1 && !text.word(core.start).chars().skip(1).any(char::is_uppercase);
    let known = body(&key).filter(|found| !common || found.family != Family::Document).map(|found| Sort::Body(found.family));
    let place = place(&key).filter(|found| found.kind != PlaceKind::Adjective).map(|_| Sort::Place);
    known.or(place)
}

/// Takes titles and roles off the front; false where there are none.
fn strip_title(text: &Text, name: &mut Name) -> bool {
    let is_title = |index: usize| {
        let lower = text.lower(index);
        title(lower).is_some()
            || role(lower).is_some_and(|role| !role.plural && role.kind != RoleKind::People)
            || matches!(lower, "presidents" | "senators" | "sens." | "reps." | "govs." | "general" | "congressman")
    };
    // "Matt Baker" is no baker: after a given name only "Mr." and its like are titles.
    let first = text.lower(name.run.start);
    let named = given(first).is_some() && name.run.len() > 1;
    // "Charlotte Mayor Jo Tarn", "Quill Adviser Jo Tarn"
    let place_of = |index: usize| index + 1 < name.run.end && (place(first).is_some() || given(text.lower(index + 1)).is_some());
    // "Peter T. King", "Democrat Ana Judge": a last name, not a title.
    let surname = |index: usize| {
        let initial = |at: usize| text.word(at).trim_end_matches('.').chars().count() == 1;
        let before = (name.run.start..index).rev().find(|&at| !initial(at));
        // "Varn Bank CEO Hideo Son"
        let kin = role(text.lower(index)).is_some_and(|role| role.kind == RoleKind::Person);
        let strange = |at: usize| kin && at > name.run.start && is_title(at - 1) && place(text.lower(at)).is_none();
        index + 1 == name.run.end && before.is_some_and(|at| !is_title(at) && (given(text.lower(at)).is_some() || strange(at)))
    };
    let titles = |&index: &usize| {
        // "Mayor Don Quill": a given name after another title.
        let given_name = index > name.run.start && given(text.lower(index)).is_some();
        !surname(index)
            && !given_name
            && is_title(index)
            && (title(text.lower(index)).is_some() || ((!named || place_of(index)) && given(text.lower(index)).is_none()))
    };
    let Some(last) = name.run.clone().rev().find(titles) else { return false };
    let start = after_office(text, last + 1, name.run.end);
    let party = matches!(text.lower(last), "republican" | "democrat" | "conservative" | "liberal" | "independent");
    if party && name.run.end - start == 1 && last > name.run.start {
        return false;
    }
    if start < name.run.end
        && (start..name.run.end).all(|index| matches!(text.lower(index), "jr." | "jr" | "sr." | "sr" | "ii" | "iii" | "iv"))
    {
        return false;
    }
    // "the Varn Refugee Convention", "the General Assembly": a body's noun alone is nobody's last name.
    let noun = || body(text.lower(start)).is_some() && given(text.lower(start)).is_none() && !is_title(start);
    if name.run.end - start.min(name.run.end) == 1 && name.definite && noun() {
        return false;
    }
    if start >= name.run.end {
        name.sort = if name.run.len() > 1 && body(text.lower(last)).is_some() { Sort::Unknown } else { Sort::Office };
        return true;
    }
    if (start..name.run.end)
        .any(|index| body(text.lower(index)).is_some_and(|found| found.family == Family::Group || found.family == Family::Government))
        && name.run.end - start > 1
        && given(text.lower(start)).is_none()
    {
        return false;
    }
    for index in name.run.start..start {
        let lower = text.lower(index);
        let told = title(lower).map(|title| title.gender).or_else(|| role(lower).map(|role| role.gender));
        name.gender = name.gender.or(told.unwrap_or(Gender::Either));
    }
    let says = title(text.lower(last)).is_none_or(|title| !title.role.is_empty());
    name.title = says.then_some(name.run.start..start);
    name.core = start..name.run.end;
    name.sort = Sort::Person;
    true
}

/// Skips "of State", "of the Interior" after a title.
fn after_office(text: &Text, at: usize, end: usize) -> usize {
    if at >= end || text.lower(at) != "of" {
        return at;
    }
    let at = if text.lower(at + 1) == "the" { at + 2 } else { at + 1 };
    let mut at = (at + 1).min(end);
    while at < end && matches!(text.lower(at), "security" | "affairs" | "and" | "human" | "services" | "urban" | "development" | "staff") {
        at += 1;
    }
    at
}

/// Takes "Missouri Republican", "Ukrainian" off a person's name.
fn strip_adjectives(text: &Text, name: &mut Name) {
    let adjective = |index: usize| {
        let lower = text.lower(index);
        place(lower).is_some() || body(lower).is_some() || matches!(lower, "former" | "then" | "presumptive" | "ex" | "late" | "longtime")
    };
    let mut start = name.run.start;
    // "New York", "South Varn": a place of two words before a given name.
    if name.run.len() >= 4 && place(&key(text, start..start + 2)).is_some() && given(text.lower(start + 2)).is_some() {
        start += 2;
    }
    while start < name.run.end && adjective(start) && given(text.lower(start)).is_none() {
        start += 1;
    }
    // "Deport Jo Tarn!": a sentence's first word, which only its place capitalises.
    let first = name.run.start;
    if start == first && name.run.len() == 3 && given(text.lower(first)).is_none() && given(text.lower(first + 1)).is_some() {
        let opens = text.sentence_of(first).start == first || matches!(text.word(first - 1), "“" | "\"" | "‘" | "'" | ":");
        start += usize::from(opens && !is_called(text, first, name.run.end - 1));
    }
    if start > name.run.start && name.run.end - start >= 2 && name.run.end - start <= 4 && given(text.lower(start)).is_some() {
        name.core = start..name.run.end;
        name.sort = Sort::Person;
    }
}

/// True where these two words of a longer name stand side by side elsewhere: "Ember Quill" of "Ember Jo Quill".
fn is_called(text: &Text, first: usize, last: usize) -> bool {
    let (one, other) = (text.word(first), text.word(last));
    (1..text.tokens.len()).any(|index| text.word(index) == other && text.word(index - 1) == one)
}

fn sort_of(text: &Text, name: &Name) -> Sort {
    let core = name.core.clone();
    let last = text.lower(core.end - 1);
    // "Varn Media", "Quill Team", "Varn Watch": bodies, though their last word alone is none.
    if core.len() > 1 && matches!(last, "media" | "team" | "panel" | "camp" | "watch" | "matters") {
        return Sort::Body(if last == "media" { Family::Press } else { Family::Group });
    }
    // "Rask & Daughters", "Bray & Quill"; not "Ana & Ben Quill".
    if core.clone().any(|index| text.word(index) == "&" && index + 1 < core.end && given(text.lower(index + 1)).is_none()) {
        return Sort::Body(Family::Company);
    }
    if role(last).is_some_and(|role| role.plural && (core.len() > 1 || role.kind != RoleKind::People))
        || (place(last).is_none()
            && last.ends_with('s')
            && place(&last[..last.len() - 1]).is_some_and(|place| place.kind == PlaceKind::Adjective))
    {
        return Sort::Group;
    }
    let has_given = given(text.lower(core.start)).is_some();
    // "The Charlotte Lantern": nobody is called by "the" and two names.
    if has_given && core.len() == 2 && name.definite && text.word(core.start - 1) == "The" && given(text.lower(core.end - 1)).is_none() {
        let sentence = text.sentence_of(core.start);
        let next = text.lower_in(&sentence, core.end as isize);
        if matches!(next, "" | "," | "." | "said" | "reported" | "reports" | "says" | "has" | "wrote" | "first" | "found" | "'s" | "’s") {
            return Sort::Body(Family::Press);
        }
    }
    let speaks = |index: &usize| !(has_given && *index == core.start);
    // "the Varn Board of Elections" is a board.
    let of = core.clone().skip(1).find(|&index| text.lower(index) == "of").map(|of| of - 1..of).unwrap_or_default();
    let noun = |index: usize| body(text.lower(index)).map(|found| (index, found.family));
    let before_of = of.clone().find_map(noun).filter(|(_, family)| !matches!(family, Family::Silent | Family::Document));
    let family = before_of.or_else(|| core.clone().rev().filter(speaks).find_map(noun));
    if let Some((index, family)) = family {
        let surname = has_given && core.len() == 2 && index + 1 == core.end && family != Family::Campaign && !name.definite;
        if !surname && (core.len() > 1 || family != Family::Document) {
            return Sort::Body(if family == Family::Document { Family::Group } else { family });
        }
    }
    let last_place = place(last).is_some_and(|found| found.kind != PlaceKind::Adjective);
    if core.len() > 1 && matches!(last, "county" | "township" | "parish" | "borough") {
        return Sort::Place;
    }
    if has_given && core.len() >= 2 && core.len() <= 5 {
        return Sort::Person;
    }
    if let Some(family) = ending(last).filter(|_| core.len() > 1) {
        return Sort::Body(family);
    }
    if last_place && core.len() > 1 && !has_given {
        return Sort::Place;
    }
    let word = text.word(core.start);
    let letters = |c: char| c.is_uppercase() || c.is_ascii_digit() || matches!(c, '.' | '&' | '-' | '/');
    let site = [".com", ".org", ".net"].iter().any(|end| word.ends_with(end));
    let shout = word.len() > 5 && word.chars().all(|c| c.is_alphabetic());
    let joined = is_joined_up(word) && given(text.lower(core.start)).is_none();
    if core.len() == 1 && (site || joined || (word.len() >= 2 && !shout && is_capital(text, core.start) && word.chars().all(letters))) {
        return Sort::Body(Family::Group);
    }
    Sort::Unknown
}

/// "VarnTube": a capital inside a word, as companies have it and people behind a particle alone ("McVarn", "DeQuill").
fn is_joined_up(word: &str) -> bool {
    let inner = word.char_indices().skip(1).find(|(_, c)| c.is_uppercase()).map(|(at, _)| at);
    let Some(inner) = inner.filter(|_| word.chars().all(char::is_alphabetic) && word.starts_with(char::is_uppercase)) else { return false };
    let mixed = word[..inner].chars().skip(1).all(char::is_lowercase) && inner > 1 && word.chars().last().is_some_and(char::is_lowercase);
    let particle = matches!(
        &word[..inner],
        "Mc" | "Mac"
            | "De"
            | "Di"
            | "Du"
            | "Da"
            | "Del"
            | "Della"
            | "La"
            | "Le"
            | "Van"
            | "Von"
            | "Vander"
            | "Fitz"
            | "St"
            | "El"
            | "Al"
            | "Ben"
            | "Bin"
            | "San"
            | "Ter"
            | "Jo"
            | "Mary"
            | "Ann"
            | "O"
    );
    mixed && !particle
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::mentions::names;

    fn first(body: &str) -> (String, Sort, Gender) {
        let text = Text::new(body);
        let name = read(&text, names(&text).remove(0));
        (text.span(&name.core).of(body).to_owned(), name.sort, name.gender)
    }

    #[test]
    fn the_body_behind_an_adjective_made_with_a_name_is_nobodys_last_name() {
        let text = Text::new("He left the Tarn-led Georgia Senate.");
        let name = read(&text, names(&text).remove(0));
        assert_eq!(name.sort, Sort::Body(Family::Government));
    }

    #[test]
    fn titles_come_off_and_tell_person_and_gender() {
        assert_eq!(first("Ukrainian President Olena Tarn spoke."), ("Olena Tarn".into(), Sort::Person, Gender::Female));
        assert_eq!(first("Yesterday Secretary of State Bruno Quill spoke.").0, "Bruno Quill");
        assert_eq!(first("Yesterday Mr. Tarn spoke."), ("Tarn".into(), Sort::Person, Gender::Male));
        assert_eq!(first("Then Missouri Republican Ana Varn spoke.").0, "Ana Varn");
    }

    #[test]
    fn a_bodys_word_makes_a_body() {
        assert_eq!(first("Then the Varn Harbour Committee met.").1, Sort::Body(Family::Group));
        assert_eq!(first("Then the VHC met.").1, Sort::Body(Family::Group));
        assert_eq!(first("Then Kyiv answered.").1, Sort::Place);
    }

    #[test]
    fn a_last_name_that_is_a_word_for_kin_stays_one_after_a_title() {
        assert_eq!(first("Yesterday Varnbank CEO Hidemaru Son spoke.").0, "Hidemaru Son");
    }

    #[test]
    fn an_unknown_given_name_at_the_start_stays_where_the_article_calls_them_by_it() {
        assert_eq!(first("Ember Ann Quill spoke. Later Ember Quill left.").0, "Ember Ann Quill");
        assert_eq!(first("Deport Ann Quill spoke. Later Quill left.").0, "Ann Quill");
    }

    #[test]
    fn a_picture_credit_never_speaks() {
        assert_eq!(first("Below: Ana Tarn/Varnpix").1, Sort::Body(Family::Silent));
    }

    #[test]
    fn a_county_is_a_place_and_a_convention_nobodys_last_name() {
        assert_eq!(first("Then Douglas County met.").1, Sort::Place);
        assert_ne!(first("Most signed the 1951 Refugee Convention.").1, Sort::Person);
    }

    #[test]
    fn a_party_in_the_plural_is_a_group() {
        assert_eq!(first("But House Republicans left.").1, Sort::Group);
    }
}
