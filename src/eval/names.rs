//! Names compared. Comes in: a name as predicted and as annotated. Goes out: whether they are one, apart from titles, case and marks.

use super::sheet::is_letter;

/// Titles and articles that do not tell one speaker from another.
const DROPPED: [&str; 12] = ["the", "mr", "mrs", "ms", "dr", "sen", "rep", "gov", "president", "senator", "jr", "sr"];

/// The words that count in a name or a phrase, in lower case, possessive endings left out.
pub fn fold(name: &str) -> Vec<String> {
    let lower = name.to_lowercase().replace("’s", "").replace("'s", "");
    let words = lower.split(|c: char| !is_letter(c)).filter(|word| !word.is_empty() && !DROPPED.contains(word));
    words.map(str::to_owned).collect()
}

/// True where `name` is one of `names`; nobody is never right.
pub fn is_one_of<'a>(name: Option<&str>, names: impl IntoIterator<Item = Option<&'a str>>) -> bool {
    let Some(name) = name.filter(|name| !name.is_empty()).map(fold) else { return false };
    names.into_iter().flatten().filter(|other| !other.is_empty()).any(|other| fold(other) == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_case_and_possessives_do_not_matter() {
        assert!(is_one_of(Some("Sen. Ila Brand’s"), [None, Some("ila brand")]));
        assert!(is_one_of(Some("the Harbour-Board"), [Some("Harbour Board")]));
    }

    #[test]
    fn another_person_of_the_same_last_name_is_wrong() {
        assert!(!is_one_of(Some("Brand"), [Some("Ila Brand")]));
        assert!(!is_one_of(None, [None]));
        assert!(!is_one_of(Some(""), [Some("")]));
    }
}
