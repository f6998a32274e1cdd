//! Answers questions from the index. Comes in: a query with filters. Goes out: hits in a stable order, with counts.

mod ask;
mod check;
mod collect;
mod compile;
mod copies;
mod cursor;
mod days;
mod exact;
mod explain;
mod facet_values;
mod facets;
mod fetch;
mod filters;
mod find;
mod highlight;
mod hits;
mod join;
mod leaf;
mod ledger;
mod listed;
mod load;
mod names;
mod own_topics;
mod query;
mod rank;
mod request;
mod sentence;
mod snippet;
mod sort;
mod sought;
mod standing;
mod statistics;
mod stream;
#[cfg(test)]
mod tests;
mod text;
mod uncontested;
mod values;
mod verified;
mod watch;
mod within;
mod words;

pub use crate::registry::Registry;
pub use check::{CheckHit, CheckRequest, Difference, Matter, Place as CheckPlace, Verdict};
pub use find::{Candidate, Found, Part};
pub use hits::*;
pub use ledger::{EntryPage, EntryRequest, EntryRow, Papers};
pub use request::*;
pub use uncontested::Uncontested;
pub use watch::{Fresh, Known, News, Watch, Watches, What as WatchWhat};

use crate::annotated::AnnotatedArticle;
use crate::article::Place;
use crate::error::{Error, Result};
use crate::index::folder;
use crate::index::schema::Fields;
use crate::registry;
use ask::Question;
use compile::Target;
use copies::Copies;
use fetch::Fetch;
use own_topics::OwnTopics;
use rank::Columns;
use standing::Standings;
use statistics::Statistics;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};
use tantivy::{ReloadPolicy, Searcher};

/// An index, open for reading: the state it had when it was opened, however long it is kept.
pub struct Reader {
    folder: PathBuf,
    fields: Fields,
    searcher: Searcher,
    columns: Arc<[Columns]>,
    articles: Statistics,
    contents: Statistics,
    copies: OnceLock<Arc<Copies>>,
    opened: folder::Opened,
    registry: OnceLock<Registry>,
    standings: Standings,
    own_topics: OnceLock<OwnTopics>,
    ledger: OnceLock<registry::Ledger>,
}

impl Reader {
    /// Opens the index in `folder`.
    ///
    /// # Errors
    /// [`Error::NoIndex`] where there is none, [`Error::Format`] where another version wrote it.
    pub fn open(folder: &Path) -> Result<Reader> {
        let opened = folder::open(folder)?;
        let fields = opened.fields.clone();
        let searcher = opened.index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?.searcher();
        Ok(Reader {
            folder: folder.to_owned(),
            columns: Columns::of_all(&searcher)?,
            articles: Statistics::of_articles(&searcher, &fields),
            contents: Statistics::of_contents(&searcher, &fields),
            copies: OnceLock::new(),
            fields,
            searcher,
            opened,
            registry: OnceLock::new(),
            standings: Standings::default(),
            own_topics: OnceLock::new(),
            ledger: OnceLock::new(),
        })
    }

    /// Articles whose headline or body matches: the best first, or without a query the newest, unless the listing says otherwise.
    ///
    /// # Errors
    /// [`Error::Query`] where the query cannot be read, [`Error::Usage`] where a filter, an order or a cursor makes no sense.
    pub fn articles(&self, request: &ArticleRequest, listing: impl Into<Listing>) -> Result<Hits<ArticleHit>> {
        let question = self.about_articles(request)?;
        let mut fetch = Fetch::new(self, &question.marker);
        fetch::page(&question.answer(self, &listing.into())?, |ranked, rank| fetch.article(ranked, rank))
    }

    /// Quotations whose content matches: the best first, or without a query the newest, those of an article in text order, unless the
    /// listing says otherwise.
    ///
    /// # Errors
    /// As [`Reader::articles`].
    pub fn quotations(&self, request: &QuotationRequest, listing: impl Into<Listing>) -> Result<Hits<QuotationHit>> {
        let question = self.about_quotations(request)?;
        let mut fetch = Fetch::new(self, &question.marker);
        fetch::page(&question.answer(self, &listing.into())?, |ranked, rank| fetch.quotation(ranked, rank))
    }

    /// Claims whose proposition matches, in the order of [`Reader::quotations`].
    ///
    /// # Errors
    /// As [`Reader::articles`].
    pub fn claims(&self, request: &ClaimRequest, listing: impl Into<Listing>) -> Result<Hits<ClaimHit>> {
        let question = self.about_claims(request)?;
        let mut fetch = Fetch::new(self, &question.marker);
        fetch::page(&question.answer(self, &listing.into())?, |ranked, rank| fetch.claim(ranked, rank))
    }

    /// Which records are hits, as [`Reader::articles`], [`Reader::quotations`] and [`Reader::claims`] list them, without loading their texts.
    ///
    /// # Errors
    /// As [`Reader::articles`].
    pub fn ids(&self, request: &Request, listing: impl Into<Listing>) -> Result<Hits<HitId>> {
        let question = self.about(request)?;
        let page = question.answer(self, &listing.into())?;
        fetch::page(&page, |ranked, rank| Ok(Some(HitId::of(question.target, ranked, rank))))
    }

    /// Articles counted by each of the facets, copies each.
    ///
    /// # Errors
    /// As [`Reader::articles`]; [`Error::Usage`] for a facet that its hits do not have.
    pub fn count_articles(&self, request: &ArticleRequest, facets: &[Facet]) -> Result<Vec<Counted>> {
        self.count(&self.about_articles(request)?, facets)
    }

    /// Quotations counted by each of the facets, as [`Reader::count_articles`].
    ///
    /// # Errors
    /// As there.
    pub fn count_quotations(&self, request: &QuotationRequest, facets: &[Facet]) -> Result<Vec<Counted>> {
        self.count(&self.about_quotations(request)?, facets)
    }

    /// Claims counted by each of the facets, as [`Reader::count_articles`].
    ///
    /// # Errors
    /// As there.
    pub fn count_claims(&self, request: &ClaimRequest, facets: &[Facet]) -> Result<Vec<Counted>> {
        self.count(&self.about_claims(request)?, facets)
    }

    /// Who speaks in the whole corpus, with corrections applied. Read when first asked for.
    ///
    /// # Errors
    /// [`Error::File`] where `speakers.toml` cannot be read, with the line.
    pub fn registry(&self) -> Result<&Registry> {
        if let Some(registry) = self.registry.get() {
            return Ok(registry);
        }
        let registry = registry::open(&self.folder, &self.opened, &self.searcher)?;
        Ok(self.registry.get_or_init(|| registry))
    }

    /// Everybody who is quoted, claims or contests something, most quoted first; with `name` those of whose names it is a part.
    ///
    /// # Errors
    /// [`Error::Usage`] where `name` holds no letter, and those of [`Reader::registry`].
    pub fn speakers(&self, name: Option<&str>, page: Page) -> Result<Hits<SpeakerRow>> {
        let registry = self.registry()?;
        let found: Vec<&registry::Entry> = match name {
            Some(name) => names::of_speakers(registry, name)?.into_iter().filter(|entry| entry.is_listed()).collect(),
            None => registry.entries().collect(),
        };
        let Hits { total, hits, folded, next } = cut(found, page);
        Ok(Hits { total, hits: hits.into_iter().map(|entry| registry.row(entry)).collect(), folded, next })
    }

    /// Writes corrections behind those of this index, and gives the path of the file.
    ///
    /// # Errors
    /// [`Error::Usage`] where a name in them is nobody's or several's: then nothing is written.
    pub fn correct(&self, edits: &[registry::Edit]) -> Result<PathBuf> {
        let known = self.registry()?.notes().len();
        registry::edit::write(&self.folder, edits, |corrections| {
            let registry = corrections.apply(registry::uncorrected(&self.folder, &self.opened, &self.searcher)?);
            match registry.notes().get(known) {
                Some(note) => Err(Error::Usage(note.clone())),
                None => Ok(()),
            }
        })
    }

    /// As [`Reader::speakers`], but counted within the quotations that `request` finds, copies each: names and ids stay those of the whole corpus,
    /// roles, publishers and dates are those of these quotations; claims and contests, which are no quotations, are 0.
    ///
    /// # Errors
    /// As [`Reader::quotations`] and [`Reader::speakers`].
    pub fn speakers_within(&self, request: &QuotationRequest, name: Option<&str>, page: Page) -> Result<Hits<SpeakerRow>> {
        let registry = self.registry()?;
        let said = within::said(self, registry, &*self.about_quotations(request)?.query)?;
        let found = match name {
            Some(name) => registry.within(names::of_speakers(registry, name)?.into_iter(), &said),
            None => registry.within(registry.entries(), &said),
        };
        let Hits { total, hits, folded, next } = cut(found, page);
        let row = |(whole, part)| SpeakerRow { aliases: registry.row(whole).aliases, ..registry.row(&part) };
        Ok(Hits { total, hits: hits.into_iter().map(row).collect(), folded, next })
    }

    /// Every topic, most frequent first, those of `topics.toml` among them; with `words` those that have all of them.
    ///
    /// # Errors
    /// [`Error::Usage`] where `words` holds no letter, [`Error::File`] where `topics.toml` cannot be read.
    pub fn topics(&self, words: Option<&str>, page: Page) -> Result<Hits<TopicRow>> {
        Ok(cut(within::topics(self, None, words)?, page))
    }

    /// As [`Reader::topics`], but counted within the articles that `request` finds and their quotations, copies each.
    ///
    /// # Errors
    /// As [`Reader::articles`] and [`Reader::topics`].
    pub fn topics_within(&self, request: &ArticleRequest, words: Option<&str>, page: Page) -> Result<Hits<TopicRow>> {
        let articles = join::articles(self, Target::Articles, self.about_articles(request)?.query)?;
        Ok(cut(within::topics(self, Some(Arc::new(articles)), words)?, page))
    }

    /// What `id` names: an article's id or a beginning of it that is unique, a quotation's or claim's id, the id that a dump gave its
    /// record, or a place (`corpus/a.txt`, `dump.jsonl#3`).
    ///
    /// # Errors
    /// Only where the index cannot be read.
    pub fn find(&self, id: &str) -> Result<Found> {
        find::find(self, id)
    }

    /// Gives every article with all its places to `f`, ordered by the first of them, one in memory at a time.
    ///
    /// # Errors
    /// The first error of `f`, or where the index cannot be read.
    pub fn for_each(&self, f: &mut dyn FnMut(&AnnotatedArticle, &[Place]) -> Result<()>) -> Result<()> {
        stream::for_each(self, f)
    }

    /// As [`Reader::for_each`], but only the articles that `request` finds, or the articles of the quotations or claims that it finds, without any others.
    /// Copies are given each.
    ///
    /// # Errors
    /// As [`Reader::articles`], and the first error of `f`.
    pub fn for_each_of(&self, request: &Request, f: &mut dyn FnMut(&AnnotatedArticle, &[Place]) -> Result<()>) -> Result<()> {
        stream::for_each_of(self, request, f)
    }

    /// Counts over the whole index.
    ///
    /// # Errors
    /// Where the index cannot be read.
    pub fn stats(&self) -> Result<Stats> {
        let stats = registry::stats(&self.searcher, &self.fields)?;
        Ok(Stats { bytes: folder_size(&self.folder), speakers: self.registry()?.count(), ..stats })
    }

    /// How a query is read, in one line: `tax cut` is `tax AND cut`. Empty for an empty query.
    ///
    /// # Errors
    /// [`Error::Query`] where it cannot be read.
    pub fn interpreted(query: &str) -> Result<String> {
        Ok(ask::understood(query)?.map_or(String::new(), |node| node.to_string()))
    }

    fn about_articles(&self, request: &ArticleRequest) -> Result<Question> {
        Question::new(self, Target::Articles, &request.query, filters::of_article(self, &request.filter)?)
    }

    fn about_quotations(&self, request: &QuotationRequest) -> Result<Question> {
        Question::new(self, Target::Quotations, &request.query, filters::of_quotation(self, request)?)
    }

    fn about_claims(&self, request: &ClaimRequest) -> Result<Question> {
        Question::new(self, Target::Claims, &request.query, filters::of_claim(self, request)?)
    }

    fn about(&self, request: &Request) -> Result<Question> {
        match request {
            Request::Articles(request) => self.about_articles(request),
            Request::Quotations(request) => self.about_quotations(request),
            Request::Claims(request) => self.about_claims(request),
        }
    }

    fn count(&self, question: &Question, facets: &[Facet]) -> Result<Vec<Counted>> {
        facets.iter().map(|facet| facets::count(self, question.target, &*question.query, *facet)).collect()
    }

    /// The topics of `topics.toml`; read when first asked for.
    fn own_topics(&self) -> Result<&OwnTopics> {
        if let Some(topics) = self.own_topics.get() {
            return Ok(topics);
        }
        let topics = OwnTopics::of(&self.folder)?;
        Ok(self.own_topics.get_or_init(|| topics))
    }

    /// Which articles are copies of each other; found out once.
    fn copies(&self) -> Result<Arc<Copies>> {
        if let Some(copies) = self.copies.get() {
            return Ok(copies.clone());
        }
        let copies = Arc::new(Copies::of(&self.searcher, &self.fields)?);
        Ok(self.copies.get_or_init(|| copies).clone())
    }
}

fn cut<T>(rows: Vec<T>, page: Page) -> Hits<T> {
    let total = rows.len();
    Hits { total, folded: 0, next: None, hits: rows.into_iter().skip(page.offset).take(page.limit.unwrap_or(usize::MAX)).collect() }
}

/// Bytes of all files of the index folder; files that vanish meanwhile count nothing.
fn folder_size(folder: &Path) -> u64 {
    let size = |entry: std::fs::DirEntry| match entry.metadata() {
        Ok(data) if data.is_dir() => folder_size(&entry.path()),
        Ok(data) => data.len(),
        Err(_) => 0,
    };
    std::fs::read_dir(folder).map_or(0, |entries| entries.flatten().map(size).sum())
}
