//! Words for people by what they are. Comes in: `data/lexicon/roles.tsv`. Goes out: kind, gender and number of a noun.

use super::names::Gender;
use super::rows;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// How a word for people refers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RoleKind {
    /// An office or job.
    Role,
    /// Family or sex.
    Person,
    /// A role that also takes up somebody just named: "the candidate".
    Anaphor,
    /// "official", "aide": not named even in the plural.
    Few,
    /// A collective or indefinite word: "crowd", "many".
    People,
}

/// A word for people.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Role {
    /// The singular.
    pub lemma: &'static str,
    /// How it refers.
    pub kind: RoleKind,
    /// Whom it fits.
    pub gender: Gender,
    /// True for "senators".
    pub plural: bool,
}

static ROLES: LazyLock<FxHashMap<&'static str, Role>> = LazyLock::new(|| {
    let row = |row: Vec<&'static str>| {
        let kind = match *row.get(1)? {
            "person" => RoleKind::Person,
            "anaphor" => RoleKind::Anaphor,
            "few" => RoleKind::Few,
            "people" => RoleKind::People,
            _ => RoleKind::Role,
        };
        let plural = kind == RoleKind::People;
        Some((*row.first()?, Role { lemma: row.first()?, kind, gender: Gender::parse(row.get(2)?), plural }))
    };
    rows(include_str!("../../data/lexicon/roles.tsv")).filter_map(row).collect()
});

/// The word for people that this lower-case word is, in singular or plural; of a compound ("ex-mayor", "prize-winner") the last part.
pub fn role(lower: &str) -> Option<Role> {
    if let Some(role) = ROLES.get(lower) {
        return Some(*role);
    }
    if let Some(role) = singular(lower) {
        return Some(Role { plural: true, ..role });
    }
    lower.rsplit_once('-').and_then(|(_, last)| role(last)).filter(|role| matches!(role.kind, RoleKind::Role | RoleKind::Anaphor))
}

fn singular(lower: &str) -> Option<Role> {
    let with = |stem: &str, end: &str| ROLES.get(format!("{stem}{end}").as_str()).copied();
    if let Some(stem) = lower.strip_suffix("men") {
        return with(stem, "man");
    }
    if let Some(stem) = lower.strip_suffix("ies") {
        return with(stem, "y");
    }
    if lower == "wives" {
        return with("wi", "fe");
    }
    let stem = lower.strip_suffix('s')?;
    ROLES.get(stem).or_else(|| ROLES.get(stem.strip_suffix('e')?)).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plurals_and_prefixes_lead_to_the_singular() {
        let found = |word| role(word).map(|role| (role.lemma, role.plural));
        assert_eq!(found("senators"), Some(("senator", true)));
        assert_eq!(found("spokeswomen"), Some(("spokeswoman", true)));
        assert_eq!(found("ex-mayor"), Some(("mayor", false)));
        assert_eq!(found("secretaries"), Some(("secretary", true)));
        assert_eq!(found("table"), None);
    }

    #[test]
    fn a_spokeswoman_is_she() {
        assert_eq!(role("spokeswoman").map(|role| role.gender), Some(Gender::Female));
    }
}
