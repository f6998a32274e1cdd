//! Places and the adjectives made of them. Comes in: `data/lexicon/places.tsv`. Goes out: kind of a place, and the body it stands for where it speaks.

use super::rows;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// What sort of place word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlaceKind {
    /// A country.
    Country,
    /// A state or province.
    State,
    /// A city or region.
    City,
    /// A place that stands for a government: "Kyiv", "the Kremlin".
    Seat,
    /// "Ukrainian".
    Adjective,
}

/// A place word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// What sort.
    pub kind: PlaceKind,
    /// The country or body it stands for; "" for itself.
    pub stands_for: &'static str,
}

static PLACES: LazyLock<FxHashMap<&'static str, Place>> = LazyLock::new(|| {
    let row = |row: Vec<&'static str>| {
        let kind = match *row.get(1)? {
            "country" => PlaceKind::Country,
            "state" => PlaceKind::State,
            "seat" => PlaceKind::Seat,
            "adjective" => PlaceKind::Adjective,
            _ => PlaceKind::City,
        };
        Some((*row.first()?, Place { kind, stands_for: row.get(2).copied().unwrap_or("") }))
    };
    rows(include_str!("../../data/lexicon/places.tsv")).filter_map(row).collect()
});

/// The place that this name, in lower case and without "the", means.
pub fn place(lower: &str) -> Option<Place> {
    PLACES.get(lower).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_capital_stands_for_its_country() {
        assert_eq!(place("kyiv").map(|place| place.stands_for), Some("Ukraine"));
        assert_eq!(place("ukrainian").map(|place| place.kind), Some(PlaceKind::Adjective));
    }
}
