//! Who did what in which article. Comes in: the columns of the index. Goes out: one occurrence for each speaker of each article, in an order that
//! does not depend on how the documents lie.

use super::columns::{Days, Numbered, Values, docs, folded};
use crate::error::Result;
use crate::index::schema::{Fields, kind};
use crate::index::who::{Alias, Who};
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use tantivy::columnar::Column;
use tantivy::{DocId, Searcher, SegmentReader};

/// One speaker of one article, as that article has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Occurrence {
    /// Number of the [`Who`].
    pub(crate) who: u32,
    /// Number of the article.
    pub(crate) article: u32,
    /// Quotations that report speech.
    pub(crate) quotations: u32,
    /// Contested claims advanced.
    pub(crate) claims: u32,
    /// Claims contested.
    pub(crate) contests: u32,
}

impl Occurrence {
    /// True where more than thoughts are reported.
    pub(crate) fn counts(&self) -> bool {
        self.quotations + self.claims + self.contests > 0
    }
}

/// What is known of an article in which somebody speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Setting {
    /// The article's id.
    pub(crate) id: u64,
    /// First and last day its date can mean, `YYYYMMDD`.
    pub(crate) days: Option<(i64, i64)>,
    /// Number of its publisher.
    pub(crate) publisher: Option<u32>,
}

/// Everything that speakers are told apart and counted by.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Evidence {
    /// Every [`Who`] with a name, encoded, sorted.
    pub(crate) whos: Vec<String>,
    /// Articles in which somebody with a name speaks, by id.
    pub(crate) articles: Vec<Setting>,
    /// Publishers, sorted.
    pub(crate) publishers: Vec<String>,
    /// By who, then article.
    pub(crate) occurrences: Vec<Occurrence>,
    /// Folded long name and acronym with the number of articles that use both, sorted.
    pub(crate) aliases: Vec<(String, String, u32)>,
}

impl Evidence {
    /// What a [`Who`] says; one without a name for a number that is none.
    pub(crate) fn who(&self, number: u32) -> Who<'_> {
        let nobody = Who { kind: crate::speaker::SpeakerKind::None, name: None, role: None };
        self.whos.get(number as usize).and_then(|value| Who::decode(value)).unwrap_or(nobody)
    }

    /// The occurrence of this number.
    pub(crate) fn occurrence(&self, number: u32) -> Option<&Occurrence> {
        self.occurrences.get(number as usize)
    }

    /// The article of an occurrence.
    pub(crate) fn setting(&self, occurrence: &Occurrence) -> Option<&Setting> {
        self.articles.get(occurrence.article as usize)
    }

    /// The publisher of an article.
    pub(crate) fn publisher(&self, setting: &Setting) -> Option<&str> {
        self.publishers.get(setting.publisher? as usize).map(String::as_str)
    }
}

/// Reads the columns of every segment.
pub(crate) fn read(searcher: &Searcher, fields: &Fields) -> Result<Evidence> {
    let mut gathered = Gathered::default();
    for segment in searcher.segment_readers() {
        gathered.read_articles(segment, fields)?;
        gathered.read_quotations(segment, fields)?;
        gathered.read_claims(segment, fields)?;
    }
    Ok(gathered.finish())
}

/// First and last day of an article, and its publisher.
type Dated = (Option<(i64, i64)>, Option<u32>);

/// What was read so far, numbered in the order in which it was met.
#[derive(Default)]
struct Gathered {
    whos: Values,
    named: Vec<bool>,
    publishers: Values,
    articles: FxHashMap<u64, Dated>,
    deeds: FxHashMap<(u32, u64), [u32; 3]>,
    aliases: Values,
    alias_counts: Vec<u32>,
}

impl Gathered {
    fn column(&mut self, segment: &SegmentReader, name: &str) -> tantivy::Result<Numbered> {
        let column = Numbered::read(segment, name, &mut self.whos)?;
        for value in self.whos.all().iter().skip(self.named.len()) {
            self.named.push(Who::decode(value).is_some_and(|who| who.is_named()));
        }
        Ok(column)
    }

    fn read_articles(&mut self, segment: &SegmentReader, fields: &Fields) -> tantivy::Result<()> {
        let frame = Frame::read(segment)?;
        let publishers = Numbered::read(segment, "publisher", &mut self.publishers)?;
        let aliases = Numbered::read(segment, "alias", &mut self.aliases)?;
        self.alias_counts.resize(self.aliases.all().len(), 0);
        for doc in docs(segment, fields.kind, kind::ARTICLE)? {
            for alias in aliases.of(doc) {
                self.alias_counts.get_mut(alias as usize).into_iter().for_each(|count| *count += 1);
            }
            if let Some(id) = frame.article(doc) {
                self.articles.insert(id, (frame.days.of(doc), publishers.first(doc)));
            }
        }
        Ok(())
    }

    fn read_quotations(&mut self, segment: &SegmentReader, fields: &Fields) -> tantivy::Result<()> {
        let speakers = self.column(segment, "speaker_who")?;
        let listed = segment.fast_fields().u64("listed")?;
        let frame = Frame::read(segment)?;
        for doc in docs(segment, fields.kind, kind::QUOTATION)? {
            let spoken = listed.first(doc).is_some();
            let Some(article) = frame.article(doc) else { continue };
            for who in speakers.of(doc) {
                self.note(who, article, [u32::from(spoken), 0, 0]);
            }
        }
        Ok(())
    }

    fn read_claims(&mut self, segment: &SegmentReader, fields: &Fields) -> tantivy::Result<()> {
        let claimants = self.column(segment, "claimant_who")?;
        let contesters = self.column(segment, "contester_who")?;
        let listed = segment.fast_fields().u64("listed")?;
        let frame = Frame::read(segment)?;
        for doc in docs(segment, fields.kind, kind::CLAIM)? {
            let likely = u32::from(listed.first(doc).is_some());
            let Some(article) = frame.article(doc) else { continue };
            claimants.of(doc).for_each(|who| self.note(who, article, [0, likely, 0]));
            contesters.of(doc).for_each(|who| self.note(who, article, [0, 0, likely]));
        }
        Ok(())
    }

    fn note(&mut self, who: u32, article: u64, deeds: [u32; 3]) {
        if self.named.get(who as usize) == Some(&true) {
            let known = self.deeds.entry((who, article)).or_default();
            known.iter_mut().zip(deeds).for_each(|(known, more)| *known += more);
        }
    }

    /// Numbers everything by its sorted place.
    fn finish(self) -> Evidence {
        let used: BTreeSet<u64> = self.deeds.keys().map(|(_, article)| *article).collect();
        let (publishers, publisher_places) = sorted(self.publishers.all(), |_| true);
        let spoken: BTreeSet<u32> = self.deeds.keys().map(|(who, _)| *who).collect();
        let (whos, who_places) = sorted(self.whos.all(), |number| spoken.contains(&number));
        let place = |places: &[u32], number: u32| places.get(number as usize).copied();
        let setting = |id: &u64| {
            let (days, publisher) = self.articles.get(id).copied().unwrap_or_default();
            Setting { id: *id, days, publisher: publisher.and_then(|number| place(&publisher_places, number)) }
        };
        let articles: Vec<Setting> = used.iter().map(setting).collect();
        let numbers: FxHashMap<u64, u32> = used.iter().zip(0..).map(|(id, number)| (*id, number)).collect();
        let occurrence = |(&(who, article), &[quotations, claims, contests]): (&(u32, u64), &[u32; 3])| {
            Some(Occurrence { who: place(&who_places, who)?, article: *numbers.get(&article)?, quotations, claims, contests })
        };
        let mut occurrences: Vec<Occurrence> = self.deeds.iter().filter_map(occurrence).collect();
        occurrences.sort_unstable_by_key(|occurrence| (occurrence.who, occurrence.article));
        let mut aliases: BTreeMap<(String, String), u32> = BTreeMap::new();
        for (value, count) in self.aliases.all().iter().zip(&self.alias_counts).filter(|(_, count)| **count > 0) {
            let Some(alias) = Alias::decode(value) else { continue };
            *aliases.entry((folded(alias.name), folded(alias.short).replace('.', ""))).or_default() += count;
        }
        let aliases = aliases.into_iter().map(|((long, short), count)| (long, short, count)).collect();
        Evidence { whos, articles, publishers, occurrences, aliases }
    }
}

/// The values whose number `keep` takes, sorted, and the new number of each.
fn sorted(values: &[String], keep: impl Fn(u32) -> bool) -> (Vec<String>, Vec<u32>) {
    let mut order: Vec<u32> = (0..values.len() as u32).filter(|number| keep(*number)).collect();
    order.sort_unstable_by_key(|number| &values[*number as usize]);
    let mut places = vec![u32::MAX; values.len()];
    for (place, number) in order.iter().enumerate() {
        places[*number as usize] = place as u32;
    }
    (order.iter().map(|number| values[*number as usize].clone()).collect(), places)
}

/// Article and date of the documents of a segment.
struct Frame {
    article: Option<Column<u64>>,
    days: Days,
}

impl Frame {
    fn read(segment: &SegmentReader) -> tantivy::Result<Frame> {
        Ok(Frame { article: segment.fast_fields().column_opt("article")?, days: Days::read(segment)? })
    }

    fn article(&self, doc: DocId) -> Option<u64> {
        self.article.as_ref()?.first(doc)
    }
}
