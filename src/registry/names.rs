//! Names compared. Comes in: a name as an article gives it. Goes out: its parts, and how two names can be one person's or one body's.

use crate::index::tokens::fold;
use crate::lexicon::names::{given, is_nickname, title};
use crate::lexicon::variants::canonical;

/// A person's name in parts, folded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct PersonName {
    /// Given names and initials, then middle names; empty where only one word is given.
    pub(super) given: Vec<String>,
    /// The last name, without particles.
    pub(super) last: String,
    /// jr, sr, ii, iii or iv.
    pub(super) suffix: Option<String>,
    /// What stands before the last name: "de", "van", "al".
    pub(super) particle: Option<String>,
}

/// How two names of one person differ, the surest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Likeness {
    /// In case, accents, marks and particles only.
    Same,
    /// In the spelling of sounds: Zelensky, Zelenskiy.
    Transliterated,
    /// By a middle name, or the first of two given names.
    Middle,
    /// By a short form of the given name.
    Nickname,
    /// By an initial in place of the given name.
    Initial,
    /// Only one has "Jr.".
    Suffix,
}

const SUFFIXES: [&str; 5] = ["jr", "sr", "ii", "iii", "iv"];
const PARTICLES: [&str; 23] = [
    "al", "el", "bin", "ibn", "bint", "abu", "de", "da", "di", "del", "della", "der", "den", "van", "von", "la", "le", "dos", "du", "ul",
    "ur", "ter", "zu",
];
/// Titles that stay, being all that the name has beside a given name: "Pope Francis".
const REGAL: [&str; 10] = ["pope", "king", "queen", "prince", "princess", "sister", "brother", "father", "lady", "imam"];

impl PersonName {
    /// Reads "Ada Quill", "Quill, Ada", "Dr. Ada J. Quill Jr."; `None` where no word is left.
    pub(super) fn read(name: &str) -> Option<PersonName> {
        let mut words = words(&straightened(name));
        while words.len() > 1 && is_title(&words[0], words.len()) {
            words.remove(0);
        }
        let mut suffix = None;
        while words.len() > 1 && words.last().is_some_and(|last| SUFFIXES.contains(&last.as_str())) {
            suffix = words.pop();
        }
        let last = words.pop()?;
        let particle = |word: &String| PARTICLES.contains(&word.as_str());
        // "al-Tarn" and "van Tarn" are last names; Al Tarn and Van Tarn are people.
        let before = words.last().filter(|word| particle(word)).cloned();
        let joined = name.contains('-') || name.starts_with(char::is_lowercase);
        let first = words.first().filter(|first| !particle(first) || (given(first).is_some() && !joined)).cloned();
        words = first.into_iter().chain(words.drain(..).skip(1).filter(|word| !particle(word))).collect();
        Some(PersonName { given: words, last, suffix, particle: before })
    }

    /// True for names of one word.
    pub(super) fn is_short(&self) -> bool {
        self.given.is_empty()
    }

    /// What names of one person share, however they are spelled.
    pub(super) fn block(&self) -> String {
        sound(&self.last)
    }

    /// How this name and `other` can be one person's; `None` where they cannot.
    pub(super) fn likeness(&self, other: &PersonName) -> Option<Likeness> {
        let last = if self.last == other.last { Likeness::Same } else { spelled_alike(&self.last, &other.last)? };
        let (mine, theirs) = (self.given.split_first()?, other.given.split_first()?);
        let given = given_likeness(mine, theirs)?;
        let suffix = match (&self.suffix, &other.suffix) {
            (Some(one), Some(other)) if one != other => return None,
            (None, None) | (Some(_), Some(_)) => Likeness::Same,
            _ => Likeness::Suffix,
        };
        Some(last.max(given).max(suffix))
    }
}

/// "Quill, Ada" as "Ada Quill"; "Ada Quill, Jr." without the comma.
fn straightened(name: &str) -> String {
    match name.split_once(',') {
        Some((last, first)) if SUFFIXES.contains(&plain(first).as_str()) => format!("{last} {first}"),
        Some((last, first)) if !first.contains(',') && !first.trim().is_empty() => format!("{} {last}", first.trim()),
        _ => name.to_owned(),
    }
}

/// Folded words; a part in quotation marks, a nickname between the names, is left out.
fn words(name: &str) -> Vec<String> {
    let name = fold(name).replace(['’', 'ʼ', '`'], "'");
    let name = name.replace("'s ", " ").replace('-', " ");
    let quoted = |word: &str| word.starts_with(['"', '“', '‘', '(']) || (word.starts_with('\'') && word.ends_with('\''));
    name.split_whitespace().filter(|word| !quoted(word)).map(plain).filter(|word| !word.is_empty()).collect()
}

/// Letters and digits only, folded.
fn plain(word: &str) -> String {
    fold(word).chars().filter(|c| c.is_alphanumeric()).collect()
}

fn is_title(word: &str, words: usize) -> bool {
    let known = |word: &str| title(word).is_some();
    (known(word) || known(&format!("{word}."))) && (words > 2 || !REGAL.contains(&word))
}

fn spelled_alike(one: &str, other: &str) -> Option<Likeness> {
    (one.len() > 2 && other.len() > 2 && sound(one) == sound(other)).then_some(Likeness::Transliterated)
}

/// Given names, the first and those between it and the last.
fn given_likeness((first, middle): (&String, &[String]), (second, between): (&String, &[String])) -> Option<Likeness> {
    let straight = first_likeness(first, second).and_then(|likeness| {
        let middles = match (middle, between) {
            ([], []) => Likeness::Same,
            ([], _) | (_, []) => Likeness::Middle,
            (one, other) if one == other => Likeness::Same,
            (one, other) if fit(one, other) => Likeness::Middle,
            _ => return None,
        };
        Some(likeness.max(middles))
    });
    // "J. Edgar Ember" is also Edgar Ember.
    let shifted =
        |one: &[String], other: &String| one.first().is_some_and(|name| name.len() > 1 && name == other).then_some(Likeness::Middle);
    straight
        .or_else(|| shifted(middle, second).filter(|_| between.is_empty()))
        .or_else(|| shifted(between, first).filter(|_| middle.is_empty()))
}

fn first_likeness(one: &str, other: &str) -> Option<Likeness> {
    let initial = |short: &str, long: &str| short.chars().count() == 1 && long.starts_with(short);
    if one == other {
        Some(Likeness::Same)
    } else if is_nickname(one, other) || is_nickname(other, one) {
        Some(Likeness::Nickname)
    } else if initial(one, other) || initial(other, one) {
        Some(Likeness::Initial)
    } else {
        spelled_alike(one, other)
    }
}

/// Middle names that begin alike, one by one: "J." and "James", not "W." and "H. W.".
fn fit(one: &[String], other: &[String]) -> bool {
    let alike = |name: &str, known: &str| known.starts_with(name) || name.starts_with(known) || sound(name) == sound(known);
    one.iter().zip(other).all(|(name, known)| alike(name, known))
}

/// What a name sounds like, as far as transliterations of one name have it in common (after the romanisations of Russian, Ukrainian and Arabic
/// names that papers use, and German umlauts). `word` is folded.
pub(super) fn sound(word: &str) -> String {
    let word = canonical(word);
    const SPELLINGS: [(&str, &str); 28] = [
        ("ij", "i"),
        ("'", ""),
        ("tsch", "ch"),
        ("tch", "ch"),
        ("sch", "sh"),
        ("dzh", "j"),
        ("dj", "j"),
        ("zh", "j"),
        ("ph", "f"),
        ("ck", "k"),
        ("cz", "ch"),
        ("x", "ks"),
        ("tz", "ts"),
        ("gh", "g"),
        ("dh", "d"),
        ("kh", "h"),
        ("q", "g"),
        ("ae", "e"),
        ("oe", "o"),
        ("ue", "u"),
        ("ou", "u"),
        ("oo", "u"),
        ("ey", "ei"),
        ("ay", "ai"),
        ("ya", "ia"),
        ("yu", "iu"),
        ("y", "i"),
        ("w", "v"),
    ];
    let mut sound = word.to_owned();
    for (spelled, heard) in SPELLINGS {
        if sound.contains(spelled) {
            sound = sound.replace(spelled, heard);
        }
    }
    // Yevgeny, Evgeny.
    if let Some(rest) = sound.strip_prefix("ie") {
        sound = format!("e{rest}");
    }
    let mut once: Vec<char> = sound.chars().collect();
    once.dedup();
    once.into_iter().collect()
}

/// True where `short` can be an acronym of the folded name `long`: it begins with the same letter and has its letters in order.
pub(super) fn abbreviates(short: &str, long: &str) -> bool {
    let mut rest = long.chars();
    short.chars().next() == long.chars().next() && short.chars().all(|letter| rest.any(|known| known == letter))
}

/// The name of a body as it is compared: folded, without "the", "Inc." and the like; "Department of Roads" is "roads department".
pub(super) fn body_key(name: &str) -> String {
    const FORMS: [&str; 9] = ["inc", "corp", "corporation", "co", "ltd", "llc", "plc", "ag", "gmbh"];
    let folded = fold(name).replace(['’', 'ʼ'], "'").replace("'s", "").replace('&', " and ").replace(['-', '/'], " ");
    let mut words: Vec<String> = folded.split_whitespace().map(plain).filter(|word| !word.is_empty()).collect();
    if words.len() > 1 && words[0] == "the" {
        words.remove(0);
    }
    while words.len() > 1 && words.last().is_some_and(|last| FORMS.contains(&last.as_str())) {
        words.pop();
    }
    for word in &mut words {
        if word == "dept" {
            *word = "department".into();
        }
    }
    if words == ["us"] || words == ["usa"] {
        return "united states".into();
    }
    let office = words.iter().position(|word| matches!(word.as_str(), "department" | "ministry"));
    if let Some(at) = office.filter(|at| words.get(at + 1).is_some_and(|of| of == "of")) {
        let mut turned: Vec<String> = words[..at].to_vec();
        turned.extend(words[at + 2..].iter().filter(|word| *word != "the").cloned());
        turned.push(words[at].clone());
        words = turned;
    }
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn likeness(one: &str, other: &str) -> Option<Likeness> {
        PersonName::read(one).unwrap().likeness(&PersonName::read(other).unwrap())
    }

    #[test]
    fn transliterations_of_one_name_sound_alike() {
        for (one, other) in [("zelenskyy", "zelenskiy"), ("zelensky", "zelenskii"), ("qaddafi", "gadhafi"), ("yevgeny", "evgeniy")] {
            assert_eq!(sound(one), sound(other), "{one} {other}");
        }
        for (one, other) in [("clark", "clarke"), ("quill", "quint"), ("reed", "reid"), ("ivanov", "ivanova")] {
            assert_ne!(sound(one), sound(other), "{one} {other}");
        }
    }

    #[test]
    fn a_name_is_read_in_either_order_and_without_titles() {
        assert_eq!(PersonName::read("Quill, Ada"), PersonName::read("Dr. Ada Quill"));
        assert_eq!(PersonName::read("Bill de Tarn").unwrap().particle.as_deref(), Some("de"));
        assert_eq!(PersonName::read("Osama bin Tarn").unwrap().given, ["osama"]);
        assert!(PersonName::read("al-Tarn").unwrap().is_short() && PersonName::read("Le Tarn").unwrap().is_short());
        assert_eq!(PersonName::read("Al Tarn").unwrap().given, ["al"]);
        assert_eq!(PersonName::read("Ada Quill, Jr.").unwrap().suffix.as_deref(), Some("jr"));
        assert!(PersonName::read("Quill").unwrap().is_short());
        assert_eq!(PersonName::read("Pope Orsin").unwrap().given, ["pope"]);
        assert_eq!(PersonName::read("..."), None);
    }

    #[test]
    fn names_are_alike_by_nickname_initial_and_middle_name_but_not_by_last_name_alone() {
        assert_eq!(likeness("Bill Quill", "William Quill"), Some(Likeness::Nickname));
        assert_eq!(likeness("A. Quill", "Ada Quill"), Some(Likeness::Initial));
        assert_eq!(likeness("Ada J. Quill", "Ada Quill"), Some(Likeness::Middle));
        assert_eq!(likeness("J. Edgar Quill", "Edgar Quill"), Some(Likeness::Middle));
        assert_eq!(likeness("Ada Quill Jr.", "Ada Quill"), Some(Likeness::Suffix));
        assert_eq!(likeness("Volodimir Zelenskiy", "Volodymyr Zelensky"), Some(Likeness::Transliterated));
        for other in ["Ben Quill", "Ida Quill", "Ada Quint", "Quill"] {
            assert_eq!(likeness("Ada Quill", other), None, "{other}");
        }
        assert_eq!(likeness("Tarn W. Bulse", "Tarn H. W. Bulse"), None);
        assert_eq!(likeness("Ada J. Quill", "Ada M. Quill"), None);
    }

    #[test]
    fn bodies_are_compared_without_article_and_legal_form() {
        assert_eq!(body_key("The Department of Roads"), body_key("Roads Department"));
        assert_eq!(body_key("Tarn Power, Inc."), "tarn power");
        assert_ne!(body_key("University of Tarn"), body_key("Tarn University"));
    }
}
