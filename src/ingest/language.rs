//! Which language a text is in. Comes in: a body. Goes out: an ISO 639-1 code, or nothing where it cannot be told.

use std::sync::LazyLock;
use whatlang::{Lang, Script};

/// Bytes of the body that are looked at.
const LOOKED_AT: usize = 3000;
/// Letters below which whatlang is not believed: Latin ones serve many languages, the others tell more.
const ENOUGH: usize = 180;
const ENOUGH_NOT_LATIN: usize = 20;

/// Function words that no English text of some length is without.
const ENGLISH: [&str; 24] = [
    "the", "of", "and", "to", "in", "that", "is", "was", "for", "with", "as", "his", "on", "be", "at", "by", "it", "from", "they", "which",
    "have", "said", "has", "not",
];

/// [`ENGLISH`] as numbers, which compare faster.
static PACKED: LazyLock<[u64; 24]> = LazyLock::new(|| ENGLISH.map(|word| pack(word.as_bytes())));

/// A word in one number, ASCII in lower case: 0 where it is longer than any function word.
fn pack(word: &[u8]) -> u64 {
    if word.len() > 8 { 0 } else { word.iter().fold(0, |packed, byte| packed << 8 | u64::from(byte.to_ascii_lowercase())) }
}

/// The language of a body, where it is sure.
///
/// English is told by its function words, which is both surer on short text and a hundred times cheaper than trigrams.
pub(super) fn detect(body: &str) -> Option<String> {
    let end = (0..=LOOKED_AT.min(body.len())).rev().find(|end| body.is_char_boundary(*end)).unwrap_or(0);
    let start = &body[..end];
    if is_english(start) {
        return Some("en".into());
    }
    let enough = if whatlang::detect_script(start)? == Script::Latin { ENOUGH } else { ENOUGH_NOT_LATIN };
    if start.chars().filter(|letter| letter.is_alphabetic()).count() < enough {
        return None;
    }
    let guess = whatlang::detect(start).filter(|guess| guess.is_reliable())?;
    code(guess.lang()).map(str::to_owned)
}

/// At least one word in eight is a function word of English, and at least four different ones stand there.
fn is_english(text: &str) -> bool {
    let (mut words, mut known, mut different) = (0, 0, 0u32);
    for word in text.split(|letter: char| !letter.is_alphabetic()).filter(|word| !word.is_empty()) {
        words += 1;
        let packed = pack(word.as_bytes());
        if let Some(place) = PACKED.iter().position(|function| *function == packed) {
            known += 1;
            different |= 1 << place;
        }
    }
    known * 8 >= words && different.count_ones() >= 4
}

/// The ISO 639-1 code of a stated language: "en", "en-GB", "eng" or "English".
pub(super) fn stated(text: &str) -> Option<String> {
    let first = text.trim().split(['-', '_']).next()?.to_lowercase();
    if first.len() == 2 && first.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return Some(first);
    }
    let named = |lang: &&Lang| lang.code() == first || lang.eng_name().eq_ignore_ascii_case(&first);
    Lang::all().iter().find(named).and_then(|lang| code(*lang)).map(str::to_owned)
}

/// ISO 639-1 for whatlang's ISO 639-3.
fn code(lang: Lang) -> Option<&'static str> {
    Some(match lang {
        Lang::Epo => "eo",
        Lang::Eng => "en",
        Lang::Rus => "ru",
        Lang::Cmn => "zh",
        Lang::Spa => "es",
        Lang::Por => "pt",
        Lang::Ita => "it",
        Lang::Ben => "bn",
        Lang::Fra => "fr",
        Lang::Deu => "de",
        Lang::Ukr => "uk",
        Lang::Kat => "ka",
        Lang::Ara => "ar",
        Lang::Hin => "hi",
        Lang::Jpn => "ja",
        Lang::Heb => "he",
        Lang::Yid => "yi",
        Lang::Pol => "pl",
        Lang::Amh => "am",
        Lang::Jav => "jv",
        Lang::Kor => "ko",
        Lang::Nob => "nb",
        Lang::Dan => "da",
        Lang::Swe => "sv",
        Lang::Fin => "fi",
        Lang::Tur => "tr",
        Lang::Nld => "nl",
        Lang::Hun => "hu",
        Lang::Ces => "cs",
        Lang::Ell => "el",
        Lang::Bul => "bg",
        Lang::Bel => "be",
        Lang::Mar => "mr",
        Lang::Kan => "kn",
        Lang::Ron => "ro",
        Lang::Slv => "sl",
        Lang::Hrv => "hr",
        Lang::Srp => "sr",
        Lang::Mkd => "mk",
        Lang::Lit => "lt",
        Lang::Lav => "lv",
        Lang::Est => "et",
        Lang::Tam => "ta",
        Lang::Vie => "vi",
        Lang::Urd => "ur",
        Lang::Tha => "th",
        Lang::Guj => "gu",
        Lang::Uzb => "uz",
        Lang::Pan => "pa",
        Lang::Aze => "az",
        Lang::Ind => "id",
        Lang::Tel => "te",
        Lang::Pes => "fa",
        Lang::Mal => "ml",
        Lang::Ori => "or",
        Lang::Mya => "my",
        Lang::Nep => "ne",
        Lang::Sin => "si",
        Lang::Khm => "km",
        Lang::Tuk => "tk",
        Lang::Aka => "ak",
        Lang::Zul => "zu",
        Lang::Sna => "sn",
        Lang::Afr => "af",
        Lang::Lat => "la",
        Lang::Slk => "sk",
        Lang::Cat => "ca",
        Lang::Tgl => "tl",
        Lang::Hye => "hy",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn english_is_told_even_when_short_and_full_of_names() {
        assert_eq!(detect("“It is late,” said Bo Tarn, the mayor of Brackwater, to the council.").as_deref(), Some("en"));
        assert_eq!(detect("Tarn: no deal"), None);
    }

    #[test]
    fn other_languages_are_told_on_enough_text() {
        let german = "Der Bürgermeister sagte am Montag, die Brücke werde den ganzen Winter über geschlossen bleiben. Niemand im Rat widersprach ihm, \
                      und auch die Opposition stimmte am Ende zu, obwohl sie vorher lange gezögert hatte. Der Bericht soll im Frühjahr vorliegen.";
        assert_eq!(detect(german).as_deref(), Some("de"));
        let french = "Le maire a déclaré lundi que le pont resterait fermé pendant tout l’hiver. Personne au conseil ne s’y est opposé, et même \
                      l’opposition a fini par accepter, bien qu’elle ait longtemps hésité. Le rapport doit paraître au printemps.";
        assert_eq!(detect(french).as_deref(), Some("fr"));
        assert_eq!(detect("Der Bürgermeister trat zurück."), None);
        assert_eq!(detect("시장은 다리가 겨울 내내 닫혀 있을 것이라고 월요일에 말했다.").as_deref(), Some("ko"));
    }

    #[test]
    fn a_stated_language_is_read_in_any_notation() {
        for text in ["en", "EN-gb", "eng", "English", "en_US"] {
            assert_eq!(stated(text).as_deref(), Some("en"), "{text}");
        }
        assert_eq!(stated("deu").as_deref(), Some("de"));
        assert_eq!(stated("klingon"), None);
    }
}
