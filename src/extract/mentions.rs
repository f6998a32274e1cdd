//! Finds references to people and bodies. Comes in: a text. Goes out: mentions with their form, and runs of capitalised words that are names.

use crate::lexicon::bodies::{Family, acronym, body};
use crate::lexicon::names::{given, is_small, title};
use crate::lexicon::places::place;
use crate::lexicon::roles::role;
use crate::mention::{Form, Mention};
use crate::span::Span;
use crate::text::{Text, TokenKind};
use rustc_hash::FxHashSet;
use std::ops::Range;

/// Pronouns that can be a source.
const PRONOUNS: &[&str] = &[
    "he",
    "she",
    "they",
    "i",
    "we",
    "you",
    "it",
    "who",
    "him",
    "her",
    "them",
    "me",
    "us",
    "one",
    "himself",
    "herself",
    "themselves",
    "myself",
    "this",
    "that",
    "these",
    "those",
];

/// Lower-case words inside a person's name.
const PARTICLES: &[&str] =
    &["de", "la", "van", "von", "der", "den", "del", "della", "di", "da", "dos", "du", "le", "bin", "ibn", "al", "el", "ter", "ten"];

/// The source words at `span` as a mention, its form told from the words alone.
pub fn mention(text: &Text, span: Span) -> Mention {
    let tokens = text.tokens_in(span);
    let form = if tokens.len() == 1 && PRONOUNS.contains(&uncontracted(text.lower(tokens.start))) {
        Form::Pronominal
    } else if tokens.clone().any(|index| is_name_word(text, index)) {
        Form::Named
    } else {
        Form::Nominal
    };
    Mention { span, form }
}

/// "they" of "they’re".
pub(crate) fn uncontracted(lower: &str) -> &str {
    lower.split(['\'', '’']).next().unwrap_or(lower)
}

/// True for a capitalised word that is not capitalised just for starting its sentence.
fn is_name_word(text: &Text, index: usize) -> bool {
    let word = text.word(index);
    let capital = text.tokens[index].kind == TokenKind::Word && word.starts_with(char::is_uppercase);
    capital && (text.sentence_of(index).start != index || word.chars().skip(1).any(char::is_uppercase))
}

/// The names of a text with the titles before them, as token ranges in text order: capitalised words, and what joins them.
pub fn names(text: &Text) -> Vec<Range<usize>> {
    let casing = Casing::new(text);
    let mut found = Vec::new();
    let mut index = 0;
    while index < text.tokens.len() {
        if casing.is_name(text, index) {
            let end = run_end(text, &casing, index);
            // "Port Overby-based": all of it is the adjective.
            let adjective = end < text.sentence_of(index).end && is_capital(text, end) && is_compound_adjective(text.word(end));
            if !adjective {
                found.push(index..end);
            }
            index = end;
        } else {
            index += 1;
        }
    }
    found
}

/// The end of the run that starts at `start`. Never leaves the sentence.
fn run_end(text: &Text, casing: &Casing, start: usize) -> usize {
    let limit = text.sentence_of(start).end;
    let mut end = start + 1;
    while end < limit && !is_cut(text, start, end) {
        let is_name = |index: usize| index < limit && casing.continues(text, index);
        let joined = match text.lower(end) {
            // "the University of Varn at Halm"
            "at" => (is_name(end + 1) && (start..end).any(|index| text.lower(index) == "university")).then_some(end + 1),
            "of" | "for" | "on" => [end + 1, end + 2].into_iter().find(|&next| {
                // "the Committee for a Free Varn"
                let article = |lower: &str| lower == "the" || (lower == "a" && text.lower(end) == "for");
                is_name(next) && (next == end + 1 || article(text.lower(end + 1))) && holds_body(text, start..end, text.lower(end))
            }),
            "and" | "&" => (is_name(end + 1) && goes_on_after_and(text, start..end, end)).then_some(end + 1),
            word if PARTICLES.contains(&word) && !text.word(end).starts_with(char::is_uppercase) => {
                [end + 1, end + 2].into_iter().find(|&next| is_name(next) && (next == end + 1 || PARTICLES.contains(&text.lower(end + 1))))
            }
            // Juan "Chico" Tarn
            "“" | "\"" => {
                let nickname = given(text.lower(end - 1)).is_some() && end + 2 < limit && matches!(text.word(end + 2), "”" | "\"");
                (nickname && is_name(end + 1) && is_name(end + 3)).then_some(end + 3)
            }
            _ => is_name(end).then_some(end),
        };
        match joined {
            Some(next) => end = next + 1,
            None => break,
        }
    }
    end
}

/// True where a run of capitals goes on with another name: after a photo credit ("Jo Tarn/VPA Quill"), or where a list of links says the
/// name again ("Ada Tarn Ada Jo TarnQuill", "Tarn Ada Jo TarnQuill").
fn is_cut(text: &Text, start: usize, end: usize) -> bool {
    let first = text.word(start);
    let credit = text.word(end - 1).split_once('/').is_some_and(|(_, outlet)| outlet.len() > 1 && !outlet.chars().any(char::is_lowercase));
    let mixed = |index: usize| text.word(index).chars().any(char::is_lowercase);
    let credit = credit && text.word(end - 1).starts_with(|c: char| c.is_uppercase()) && (mixed(end - 1) || mixed(end));
    // "Varn's ambassador to Ostan Hu Tarning": the country is not part of the name.
    let country = end == start + 1
        && start > 1
        && text.lower(start - 1) == "to"
        && matches!(text.lower(start - 2), "ambassador" | "envoy")
        && place(text.lower(start)).is_some();
    let again = end > start + 1 && text.word(end) == first && given(text.lower(start)).is_some();
    let glued = |index: usize| {
        let rest = text.word(index).strip_prefix(first);
        rest.is_some_and(|rest| rest.starts_with(char::is_uppercase) && first.len() > 2)
    };
    let last = text.sentence_of(start).end.min(end + 4);
    credit || again || country || (end == start + 1 && given(text.lower(end)).is_some() && (end + 1..last).any(glued))
}

/// True where "of", "for" or "on" after this run goes on with its name: "Bureau of", "Secretary of".
fn holds_body(text: &Text, run: Range<usize>, joiner: &str) -> bool {
    let last = run.end - 1;
    if joiner != "of" {
        return body(text.lower(last)).is_some();
    }
    // "House Rep. Jo Tarn of Ohio" is a person: no body's name has a given name last but one.
    let person = run.len() > 2 && given(text.lower(last - 1)).is_some() && body(text.lower(last)).is_none();
    (!person && run.clone().any(|index| body(text.lower(index)).is_some()))
        || (is_office(text.lower(last)) && text.lower(run.end + 1) != "the")
}

/// Words that "of" and a name go on: "Secretary of".
fn is_office(lower: &str) -> bool {
    matches!(lower, "secretary" | "bank" | "minister" | "speaker" | "atlas" | "chancellor")
}

/// True in "Department of Health and Human Services", not in "the Ministry of Finance and Jo Tarn".
fn goes_on_after_and(text: &Text, run: Range<usize>, and: usize) -> bool {
    let name = text.lower(and + 1);
    let spaced = text.lower(and) == "&";
    let opened = run.clone().any(|index| matches!(text.lower(index), "of" | "for" | "on"));
    let elsewhere = name != "international" && place(name).is_some();
    let other = elsewhere || given(name).is_some() || title(name).is_some() || role(name).is_some() || body(name).is_some();
    spaced || (opened && !other && holds_body(text, run.clone(), "of")) || ends_in_body(text, run, and)
}

/// True in "the House Oversight and Harbour Reform Committee".
fn ends_in_body(text: &Text, run: Range<usize>, and: usize) -> bool {
    let limit = text.sentence_of(and).end;
    let end = (and + 1..limit).find(|&index| !is_capital(text, index)).unwrap_or(limit);
    let strange = |lower: &str| given(lower).is_none() && title(lower).is_none() && place(lower).is_none();
    let plain = |mut range: Range<usize>| range.all(|index| strange(text.lower(index)));
    let singular = |word: &str| {
        matches!(
            word,
            "committee"
                | "subcommittee"
                | "department"
                | "commission"
                | "administration"
                | "agency"
                | "council"
                | "institute"
                | "association"
                | "service"
                | "bureau"
                | "office"
                | "center"
                | "board"
                | "authority"
                | "act"
                | "foundation"
                | "coalition"
                | "fund"
                | "project"
                | "services"
                | "studies"
                | "affairs"
                | "relations"
                | "society"
                | "union"
                | "bank"
                | "protection"
                | "enforcement"
                | "exchange"
                | "trust"
                | "museum"
                | "college"
                | "university"
        )
    };
    // "the FBI and Justice Department" are two.
    let two = acronym(text.word(and - 1)).is_some();
    end > and + 2
        && !two
        && singular(text.lower(end - 1))
        && plain(run.start + usize::from(run.len() > 1 && place(text.lower(run.start)).is_some())..run.end)
        && plain(and + 1..end)
}

/// What the letters of the whole text tell about its capitals.
struct Casing<'t> {
    /// Words seen without a capital.
    lower: FxHashSet<&'t str>,
    /// Words, in lower case, seen with a capital inside a sentence.
    upper: FxHashSet<&'t str>,
    /// By paragraph: nearly every word is capitalised.
    title_case: Vec<bool>,
}

impl<'t> Casing<'t> {
    fn new(text: &'t Text) -> Casing<'t> {
        let title_case: Vec<bool> = text.paragraphs.iter().map(|range| is_title_case(text, range.clone())).collect();
        let mut casing = Casing { lower: FxHashSet::default(), upper: FxHashSet::default(), title_case };
        for index in 0..text.tokens.len() {
            let token = &text.tokens[index];
            if token.kind != TokenKind::Word {
                continue;
            }
            if !is_capital(text, index) {
                casing.lower.insert(text.lower(index));
            } else if !casing.title_case[token.paragraph as usize] && !starts(text, index) {
                casing.upper.insert(text.lower(index));
            }
        }
        casing
    }

    /// True for a word that can start a name.
    fn is_name(&self, text: &Text, index: usize) -> bool {
        if !is_capital(text, index) || is_compound_adjective(text.word(index)) {
            return false;
        }
        let lower = text.lower(index);
        let paragraph = text.tokens[index].paragraph as usize;
        if is_small(lower) {
            // "Will Tarn", "May Quill": a given name before a name.
            let follows = index + 1 < text.sentence_of(index).end && is_capital(text, index + 1) && !is_small(text.lower(index + 1));
            // At a sentence's start it is the verb: "Will Quill win?" Inside one, "Third Varn" is no third of anything.
            let counts = matches!(lower, "first" | "second" | "third");
            return (counts || given(lower).is_some()) && follows && !self.title_case[paragraph] && !starts(text, index);
        }
        let known = given(lower).is_some() || title(lower).is_some() || self.upper.contains(lower);
        if self.title_case[paragraph] {
            let listed = place(lower).is_some() && !self.lower.contains(lower);
            return known || listed || (text.word(index).len() > 2 && acronym(text.word(index)).is_some());
        }
        if !starts(text, index) {
            return true;
        }
        let limit = text.sentence_of(index).end;
        let capital = |at: usize| at < limit && is_capital(text, at) && !is_small(text.lower(at));
        let particle = index + 1 < limit && PARTICLES.contains(&text.word(index + 1)) && capital(index + 2);
        let next = capital(index + 1) || particle;
        // "Secretary of State Jo Tarn", "Department of Weather Control officials"
        let of = index + 1 < limit
            && text.lower(index + 1) == "of"
            && (capital(index + 2) || (text.lower_in(&(index..limit), index as isize + 2) == "the" && capital(index + 3)));
        let headed =
            of && (is_office(lower) || body(lower).is_some_and(|found| !matches!(found.family, Family::Document | Family::Silent)));
        let listed = headed || place(lower).is_some() || body(lower).is_some_and(|_| next);
        let strange = !self.lower.contains(lower);
        let acronym = text.word(index).len() > 1 && text.word(index).chars().all(|c| c.is_uppercase() || c.is_ascii_digit());
        let new_place = next && text.lower(index + 1).len() > 2 && place(&format!("{lower} {}", text.lower(index + 1))).is_some();
        let describes = (is_common_opener(lower) && !new_place) || role(lower).is_some_and(|role| role.plural);
        let opens = next && !describes;
        let alone = strange && (known || (role(lower).is_none() && is_unlike_a_word(text, index)));
        opens || listed || acronym || alone
    }

    /// True for a word that can go on a name.
    fn continues(&self, text: &Text, index: usize) -> bool {
        let paragraph = text.tokens[index].paragraph as usize;
        if self.title_case[paragraph] {
            let lower = text.lower(index);
            return is_capital(text, index) && self.upper.contains(lower) || is_title_case_name(text, index);
        }
        let surname = matches!(text.lower(index), "may" | "will" | "march" | "august" | "april" | "june");
        let named = matches!(text.lower(index), "watch" | "today" | "now" | "image" | "first" | "one" | "look" | "file" | "credit");
        let word = is_capital(text, index) && !is_compound_adjective(text.word(index));
        word && (!is_small(text.lower(index)) || named || (surname && follows_given(text, index)))
    }
}

/// True for "Overby-based", "League-leading": they tell of the name that follows, without being part of it. Not for "Ing-wen", nor for what people
/// won or were named for, which tells of a noun: "the Overby Medal-winning actor".
pub(crate) fn is_compound_adjective(word: &str) -> bool {
    let Some((_, second)) = word.rsplit_once('-') else { return false };
    let participle = (second.ends_with("ed") && second.len() > 4) || (second.ends_with("ing") && second.len() > 5);
    let ending =
        matches!(second, "led" | "era" | "born" | "run" | "style" | "like" | "friendly" | "area" | "held" | "made" | "type" | "majority");
    second.chars().all(char::is_lowercase) && (participle || ending) && !matches!(second, "winning" | "nominated")
}

/// Words that open a sentence before a name without being part of it: "Top Quill strategists".
fn is_common_opener(lower: &str) -> bool {
    matches!(
        lower,
        "top"
            | "other"
            | "former"
            | "current"
            | "presumptive"
            | "senior"
            | "longtime"
            | "fellow"
            | "prominent"
            | "local"
            | "several"
            | "young"
            | "new"
            | "old"
            | "newly"
            | "even"
            | "meet"
            | "after"
            | "liberal"
            | "conservative"
            | "ask"
            | "asked"
            | "vote"
            | "watching"
            | "like"
            | "dear"
            | "both"
            | "neither"
            | "either"
            | "unlike"
    )
}

/// The second word of "Wanda Quill" in a headline, where every capital looks alike.
fn is_title_case_name(text: &Text, index: usize) -> bool {
    is_capital(text, index)
        && follows_given(text, index)
        && !follows_given(text, index - 1)
        && !is_small(text.lower(index))
        && role(text.lower(index)).is_none()
}

fn follows_given(text: &Text, index: usize) -> bool {
    index > 0 && given(text.lower(index - 1)).is_some() && is_capital(text, index - 1)
}

/// A word at a sentence's start that no sentence would start with unless it were a name: followed by a verb of speech or a possessive.
fn is_unlike_a_word(text: &Text, index: usize) -> bool {
    let limit = text.sentence_of(index).end;
    let next = if index + 1 < limit { text.lower(index + 1) } else { "" };
    let lower = text.lower(index);
    let said = matches!(next, "said" | "says" | "told" | "added" | "'s" | "’s" | "has" | "was" | "is" | "had");
    said && !is_common_opener(lower) && !lower.ends_with('s') && !lower.ends_with("ing") && !lower.ends_with("ly")
}

pub(crate) fn is_capital(text: &Text, index: usize) -> bool {
    text.tokens[index].kind == TokenKind::Word && text.word(index).starts_with(char::is_uppercase)
}

/// True at the start of a sentence, or of what is quoted or follows a colon in it.
fn starts(text: &Text, index: usize) -> bool {
    let sentence = text.sentence_of(index);
    index == sentence.start || {
        let before = text.word(index - 1);
        matches!(before, "“" | "\"" | "‘" | ":" | "•" | "–" | "—" | "-" | "«" | "``" | "`" | "(")
            || (before == "'" && index == sentence.start + 1)
    }
}

/// True for headlines: short, no verb of a sentence, and every longer word that is not a function word capitalised.
fn is_title_case(text: &Text, range: Range<usize>) -> bool {
    let verb = |index: usize| {
        matches!(
            text.word(index),
            "said" | "says" | "told" | "was" | "is" | "were" | "are" | "has" | "had" | "have" | "who" | "that" | "will"
        )
    };
    let plain = |index: usize| {
        let token = &text.tokens[index];
        token.kind == TokenKind::Word && token.span.len() > 2 && !is_capital(text, index) && !is_small(text.lower(index))
    };
    range.len() <= 40 && range.len() >= 3 && !range.clone().any(|index| verb(index) || plain(index))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(body: &str) -> Vec<&str> {
        let text = Text::new(body);
        names(&text).into_iter().map(|range| text.span(&range).of(body)).collect()
    }

    #[test]
    fn names_take_in_titles_initials_and_particles() {
        assert_eq!(found("He met Mr. J. Tarn and Ana de la Quill, Jr. of Varn."), ["Mr. J. Tarn", "Ana de la Quill", "Jr.", "Varn"]);
    }

    #[test]
    fn an_adjective_made_with_a_name_is_no_part_of_the_next() {
        assert_eq!(found("He saw the League-leading Herons and Overby-based Tarn Gas."), ["Herons", "Tarn Gas"]);
        assert_eq!(found("He met the Port Overby-based actor Tarn."), ["Tarn"]);
        assert_eq!(found("He met Moon Jae-in, Tsai Ing-wen and Li Xiao-ming."), ["Moon Jae-in", "Tsai Ing-wen", "Li Xiao-ming"]);
    }

    #[test]
    fn a_nickname_in_marks_is_part_of_the_name() {
        assert_eq!(found("He met Juan “Chico” Tarn and Varn."), ["Juan “Chico” Tarn", "Varn"]);
        assert_eq!(found("He told Juan “Leave” and left."), ["Juan"]);
    }

    #[test]
    fn a_bodys_name_runs_over_of_and_and() {
        let body = "He left the Department of Fish and Weather Control for the Bureau of the Varn Delta.";
        assert_eq!(found(body), ["Department of Fish and Weather Control", "Bureau of the Varn Delta"]);
    }

    #[test]
    fn a_sentences_first_word_is_no_name_unless_it_is_one() {
        assert_eq!(found("Officials met Tarn. Tarn said no. However, Wanda stayed."), ["Tarn", "Tarn", "Wanda"]);
    }

    #[test]
    fn a_headline_gives_only_the_names_in_it() {
        assert_eq!(found("Wanda Quill Refuses Every Loud Question\nThen Quill left, and voters saw."), ["Wanda Quill", "Quill"]);
    }
}
