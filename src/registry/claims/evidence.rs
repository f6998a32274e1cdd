//! Which claims there are, where, and how each article presents them. Comes in: the columns of the index. Goes out: one place for each claim, in an order
//! that does not depend on how the documents lie.

use crate::claim::Status;
use crate::error::Result;
use crate::index::schema::{Fields, kind};
use crate::index::who::Who;
use crate::index::wording::Wording;
use crate::registry::columns::{Days, Numbered, Values, docs};
use serde::{Deserialize, Serialize};
use std::cmp::Ordering;
use tantivy::columnar::Column;
use tantivy::{Searcher, SegmentReader};

/// A claim of one article.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ClaimPlace {
    /// The article's id.
    pub article: u64,
    /// Position in the article's list of claims.
    pub position: u32,
    /// First byte of the proposition: with the article's id it makes the claim's.
    pub start: u32,
    /// How the article presents it.
    pub status: Status,
    /// Whether it is [likely](crate::claim::Claim::is_likely).
    pub likely: bool,
    /// First and last day its date can mean, `YYYYMMDD`.
    pub days: Option<(i64, i64)>,
    /// Number of the article's publisher.
    pub(super) publisher: Option<u32>,
    /// Numbers of the encoded [`Who`]s that advance it: none or one.
    pub(super) claimants: Vec<u32>,
    /// Numbers of those that contest it.
    pub(super) contesters: Vec<u32>,
    /// The proposition's words.
    pub text: String,
}

impl ClaimPlace {
    /// Earliest first; without a date last; then by article and position.
    pub(super) fn order(&self, other: &ClaimPlace) -> Ordering {
        let key = |place: &ClaimPlace| (place.days.is_none(), place.days, place.article, place.position);
        key(self).cmp(&key(other))
    }
}

/// A place with the words that it is compared by.
pub(crate) struct Claimed {
    pub(super) place: ClaimPlace,
    pub(super) wording: Wording,
}

/// Everything that claims are told apart by.
#[derive(Default)]
pub(crate) struct Evidence {
    /// Earliest first.
    pub(super) claims: Vec<Claimed>,
    /// Everybody who claims or contests, encoded.
    pub(super) whos: Vec<String>,
    /// Publishers.
    pub(super) publishers: Vec<String>,
}

impl Evidence {
    /// Names of those who claim or contest at a place.
    pub(super) fn parties<'a>(&'a self, place: &'a ClaimPlace) -> impl Iterator<Item = &'a str> {
        let whos = place.claimants.iter().chain(&place.contesters);
        whos.filter_map(|number| Who::decode(self.whos.get(*number as usize)?)?.name)
    }
}

/// Reads the columns of every segment.
pub(crate) fn read(searcher: &Searcher, fields: &Fields) -> Result<Evidence> {
    let (mut whos, mut publishers) = (Values::default(), Values::default());
    let mut claims = Vec::new();
    for segment in searcher.segment_readers() {
        read_segment(segment, fields, &mut whos, &mut publishers, &mut claims)?;
    }
    claims.sort_unstable_by(|one, other| one.place.order(&other.place));
    let mut evidence = Evidence { claims, whos: Vec::new(), publishers: Vec::new() };
    evidence.number(whos.all(), publishers.all());
    Ok(evidence)
}

impl Evidence {
    /// Numbers parties and publishers in the order in which the sorted claims have them.
    fn number(&mut self, whos: &[String], publishers: &[String]) {
        let (mut known_whos, mut known_publishers) = (Values::default(), Values::default());
        let renumber = |number: u32, all: &[String], known: &mut Values| all.get(number as usize).map(|value| known.number(value));
        for Claimed { place, .. } in &mut self.claims {
            place.publisher = place.publisher.and_then(|number| renumber(number, publishers, &mut known_publishers));
            for number in place.claimants.iter_mut().chain(&mut place.contesters) {
                *number = renumber(*number, whos, &mut known_whos).unwrap_or(*number);
            }
        }
        (self.whos, self.publishers) = (known_whos.all().to_vec(), known_publishers.all().to_vec());
    }
}

fn read_segment(
    segment: &SegmentReader,
    fields: &Fields,
    whos: &mut Values,
    publishers: &mut Values,
    claims: &mut Vec<Claimed>,
) -> tantivy::Result<()> {
    let columns = segment.fast_fields();
    let number = |name: &str| -> tantivy::Result<Option<Column<u64>>> { columns.column_opt(name) };
    let (Some(articles), Some(positions)) = (number("article")?, number("position")?) else { return Ok(()) };
    let listed = number("listed")?;
    let days = Days::read(segment)?;
    let papers = Numbered::read(segment, "publisher", publishers)?;
    let (claimants, contesters) = (Numbered::read(segment, "claimant_who", whos)?, Numbered::read(segment, "contester_who", whos)?);
    let (mut statuses, mut wordings) = (Values::default(), Values::default());
    let (status, wording) = (Numbered::read(segment, "status", &mut statuses)?, Numbered::read(segment, "wording", &mut wordings)?);
    let value = |values: &'_ Values, number: Option<u32>| values.all().get(number? as usize).cloned();
    for doc in docs(segment, fields.kind, kind::CLAIM)? {
        let (Some(article), Some(position)) = (articles.first(doc), positions.first(doc)) else { continue };
        let named = value(&statuses, status.first(doc)).and_then(|name| Status::ALL.into_iter().find(|status| status.as_str() == name));
        let Some(status) = named else { continue };
        let Some(wording) = value(&wordings, wording.first(doc)).and_then(|value| Wording::decode(&value)) else { continue };
        let place = ClaimPlace {
            article,
            position: position as u32,
            start: wording.start as u32,
            status,
            likely: listed.as_ref().is_some_and(|listed| listed.first(doc).is_some()),
            days: days.of(doc),
            publisher: papers.first(doc),
            claimants: claimants.of(doc).collect(),
            contesters: contesters.of(doc).collect(),
            text: wording.text.clone(),
        };
        claims.push(Claimed { place, wording });
    }
    Ok(())
}
