//! Watches: questions that are asked again after every `index` run, and tell only what is new. Comes in: a question with a name. Goes out: hits
//! that were not told before.
//!
//! New is an article whose headline, body, publisher or date nobody was told of, which is what its id stands for: an article that was altered is
//! new once, one that was only indexed again is not. New is a quotation or claim whose words this article did not hold before; of an
//! altered article (one that now stands in the same place) those that somebody else says, or says otherwise.

mod known;
mod store;

pub use known::Known;
pub use store::Watches;

use super::ask::Question;
use super::cursor::hash;
use super::fetch::Fetch;
use super::hits::{ArticleHit, ClaimHit, QuotationHit, Rank};
use super::rank::Ranked;
use super::request::{ArticleRequest, ClaimRequest, Listing, QuotationRequest, Request, Sort};
use super::{Reader, load};
use crate::error::Result;
use crate::index::who::Who;
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};
use tantivy::columnar::StrColumn;

/// What a watch looks among.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum What {
    /// Articles.
    Articles,
    /// Quotations, as `sayso quotes` finds them.
    Quotes,
    /// Contested claims, as `sayso claims` finds them.
    Claims,
}

impl What {
    /// All of them.
    pub const ALL: [What; 3] = [What::Articles, What::Quotes, What::Claims];

    /// Its name.
    pub fn as_str(self) -> &'static str {
        match self {
            What::Articles => "articles",
            What::Quotes => "quotes",
            What::Claims => "claims",
        }
    }
}

/// A question that is asked again and again.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Watch {
    /// What it looks among.
    pub what: What,
    /// The query, in the language of docs/search.md.
    pub query: String,
    /// Whether every near-identical copy is told of by itself.
    #[serde(default)]
    pub copies: bool,
    /// Whether quotations may also be thoughts, wishes and hopes, and both quotations and claims unlikely.
    #[serde(default)]
    pub all: bool,
}

impl Watch {
    /// The question it asks.
    pub fn request(&self) -> Request {
        let query = self.query.clone();
        match self.what {
            What::Articles => Request::Articles(ArticleRequest { query, ..ArticleRequest::default() }),
            What::Quotes => Request::Quotations(QuotationRequest { query, all: self.all, ..QuotationRequest::default() }),
            What::Claims => Request::Claims(ClaimRequest { query, all: self.all, ..ClaimRequest::default() }),
        }
    }
}

/// A hit of a watch. Its rank says how many new copies are folded into it.
#[derive(Clone, Debug, PartialEq)]
pub enum News {
    /// An article.
    Article(ArticleHit),
    /// A quotation.
    Quotation(QuotationHit),
    /// A claim.
    Claim(ClaimHit),
}

/// What one run of a watch found.
pub struct Fresh<'a> {
    reader: &'a Reader,
    question: Question,
    /// What is to be told, oldest first.
    told: Vec<(Ranked, Rank)>,
    /// What was known before and all that this run found.
    known: Known,
}

impl Reader {
    /// What `watch` finds in the index that is not `known`, the oldest first.
    ///
    /// # Errors
    /// As [`Reader::articles`].
    pub fn fresh(&self, watch: &Watch, mut known: Known) -> Result<Fresh<'_>> {
        let question = self.about(&watch.request())?;
        let listing = Listing { sort: Sort::Oldest, ..Listing::default() };
        let found = question.answer(self, &listing)?.ranked;
        let keys = Keys::read(self, watch.what)?;
        let copies = if watch.copies { None } else { Some(self.copies()?) };
        let group = |ranked: &Ranked, words| Some((copies.as_ref()?.group(ranked.key.article)?, words));
        let mut new = Vec::new();
        // By group of copies: where its first stands in `told`; nowhere if somebody was told of a copy before.
        let mut folded: FxHashMap<(u32, u64), Option<usize>> = FxHashMap::default();
        for (ranked, rank) in found {
            let words = keys.words(&ranked);
            match known.holds(keys.own(&ranked, words)) {
                true => folded.extend(group(&ranked, words).map(|group| (group, None))),
                false => new.push((ranked, rank, words)),
            }
        }
        let mut told: Vec<(Ranked, Rank)> = Vec::new();
        let mut added = Vec::new();
        for (ranked, rank, words) in new {
            let places = keys.of_places(&ranked, words)?;
            let altered = places.iter().any(|key| known.holds(*key));
            added.push(keys.own(&ranked, words));
            added.extend(places);
            let first = group(&ranked, words).map(|group| *folded.entry(group).or_insert(Some(told.len()).filter(|_| !altered)));
            match first {
                _ if altered => {}
                Some(None) => {}
                Some(Some(first)) if first < told.len() => told[first].1.copies += 1,
                _ => told.push((ranked, rank)),
            }
        }
        known.extend(added);
        Ok(Fresh { reader: self, question, told, known })
    }
}

impl Fresh<'_> {
    /// How many there are to be told.
    pub fn count(&self) -> usize {
        self.told.len()
    }

    /// What is known once this has been told.
    pub fn known(&self) -> &Known {
        &self.known
    }

    /// Gives each to `f`, the oldest first, one in memory at a time.
    ///
    /// # Errors
    /// The first error of `f`, or where the index cannot be read.
    pub fn for_each(&self, f: &mut dyn FnMut(&News) -> Result<()>) -> Result<()> {
        for (ranked, rank) in &self.told {
            // One at a time: what is new may be the whole index.
            let mut fetch = Fetch::new(self.reader, &self.question.marker);
            let news = match self.question.target {
                super::Target::Articles => fetch.article(ranked, rank)?.map(News::Article),
                super::Target::Quotations => fetch.quotation(ranked, rank)?.map(News::Quotation),
                super::Target::Claims => fetch.claim(ranked, rank)?.map(News::Claim),
            };
            news.iter().try_for_each(&mut *f)?;
        }
        Ok(())
    }
}

/// The columns that tell one record from another.
struct Keys<'a> {
    reader: &'a Reader,
    what: What,
    who: Vec<Option<StrColumn>>,
}

impl<'a> Keys<'a> {
    fn read(reader: &'a Reader, what: What) -> Result<Keys<'a>> {
        let column = match what {
            What::Articles => return Ok(Keys { reader, what, who: Vec::new() }),
            What::Quotes => "speaker_who",
            What::Claims => "claimant_who",
        };
        let who = reader.searcher.segment_readers().iter().map(|segment| segment.fast_fields().str(column));
        Ok(Keys { reader, what, who: who.collect::<tantivy::Result<_>>()? })
    }

    /// A hash of the words of a record; 0 for an article, which is known by its id.
    fn words(&self, ranked: &Ranked) -> u64 {
        let columns = self.reader.columns.get(ranked.address.segment_ord as usize);
        columns.and_then(|columns| columns.content_hash.first(ranked.address.doc_id)).unwrap_or(0)
    }

    /// The record itself: its article and its words.
    fn own(&self, ranked: &Ranked, words: u64) -> u64 {
        hash(&[self.what.as_str().as_bytes(), &ranked.key.article.to_le_bytes(), &words.to_le_bytes()])
    }

    /// The same words of the same speaker in the places where the article stands; none for articles.
    fn of_places(&self, ranked: &Ranked, words: u64) -> Result<Vec<u64>> {
        if self.what == What::Articles {
            return Ok(Vec::new());
        }
        let who = self.who(ranked)?;
        let name = Who::decode(&who).and_then(|who| who.name).unwrap_or("");
        let key = |place: crate::article::Place| {
            let record = place.record.map_or(String::new(), |number| number.to_string());
            let parts = [self.what.as_str(), name, place.path.as_str(), record.as_str()].map(str::as_bytes);
            hash(&[&parts[..], &[&words.to_le_bytes()]].concat())
        };
        Ok(load::places(self.reader, ranked.key.article)?.into_iter().map(key).collect())
    }

    fn who(&self, ranked: &Ranked) -> Result<String> {
        let mut who = String::new();
        if let Some(Some(column)) = self.who.get(ranked.address.segment_ord as usize)
            && let Some(ord) = column.term_ords(ranked.address.doc_id).next()
        {
            column.ord_to_str(ord, &mut who)?;
        }
        Ok(who)
    }
}
