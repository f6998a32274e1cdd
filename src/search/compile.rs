//! Turns a query into what tantivy runs. Comes in: the tree of a query and what is searched. Goes out: a tantivy query, and whether it scores.
//!
//! Words of the text are scored by BM25; tests on named fields only let through or not. A field that the searched documents do not carry
//! is answered through the article: `speaker:` in a search for articles means articles in which such a speaker is quoted, `headline:` in a
//! search for quotations means quotations from such articles.

use super::days;
use super::exact::Exact;
use super::names;
use super::query::{Leaf, Name, Node, Test, fault};
use super::text::{self, Words};
use super::{Reader, join};
use crate::claim::Status;
use crate::error::{Error, Result};
use crate::index::schema::kind;
use crate::index::tokens;
use crate::quotation::QuotationKind;
use std::ops::Bound;
use tantivy::Term;
use tantivy::query::{
    AllQuery, BooleanQuery, ConstScoreQuery, EmptyQuery, FuzzyTermQuery, Occur, PhraseQuery, Query, RangeQuery, TermQuery,
};
use tantivy::schema::{Field, IndexRecordOption};

/// What is searched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Target {
    /// Articles.
    Articles,
    /// Quotations.
    Quotations,
    /// Contested claims.
    Claims,
}

impl Target {
    /// The value of the field `kind` that its documents have.
    pub(super) fn kind(self) -> &'static str {
        match self {
            Target::Articles => kind::ARTICLE,
            Target::Quotations => kind::QUOTATION,
            Target::Claims => kind::CLAIM,
        }
    }

    fn text_fields(self, reader: &Reader) -> Vec<Field> {
        match self {
            Target::Articles => vec![reader.fields.headline, reader.fields.body],
            Target::Quotations | Target::Claims => vec![reader.fields.content],
        }
    }
}

/// Compiles `node` for a search in `target`.
///
/// # Errors
/// [`Error::Query`] where a field's value makes no sense.
pub(super) fn compile(reader: &Reader, target: Target, node: &Node) -> Result<Box<dyn Query>> {
    match node {
        Node::Leaf(leaf) => Compiler { reader, target }.leaf(leaf),
        Node::Or(nodes) => {
            let parts = nodes.iter().map(|node| compile(reader, target, node)).collect::<Result<Vec<_>>>()?;
            Ok(Box::new(BooleanQuery::union(parts)))
        }
        Node::And(nodes) => all_of(reader, target, nodes),
        Node::Not(_) => all_of(reader, target, std::slice::from_ref(node)),
    }
}

/// True where a test of the query gives a score.
pub(super) fn scores(node: &Node) -> bool {
    match node {
        Node::And(nodes) | Node::Or(nodes) => nodes.iter().any(scores),
        Node::Not(_) => false,
        Node::Leaf(leaf) => is_text(leaf.field) && matches!(leaf.test, Test::Word(_) | Test::Phrase { .. }),
    }
}

/// True for fields of running text, whose words are scored and marked.
pub(super) fn is_text(field: Option<Name>) -> bool {
    matches!(field, None | Some(Name::Headline | Name::Body))
}

fn all_of(reader: &Reader, target: Target, nodes: &[Node]) -> Result<Box<dyn Query>> {
    let mut clauses = Vec::new();
    for node in nodes {
        let (occur, node) = match node {
            Node::Not(inner) => (Occur::MustNot, inner.as_ref()),
            node => (Occur::Must, node),
        };
        clauses.push((occur, compile(reader, target, node)?));
    }
    if clauses.iter().all(|(occur, _)| *occur == Occur::MustNot) {
        clauses.push((Occur::Must, filter(Box::new(AllQuery))));
    }
    Ok(Box::new(BooleanQuery::new(clauses)))
}

/// A query that lets through and does not score.
pub(super) fn filter(query: Box<dyn Query>) -> Box<dyn Query> {
    Box::new(ConstScoreQuery::new(query, 0.0))
}

/// A query for one term as it stands.
pub(super) fn term(field: Field, value: &str) -> Box<dyn Query> {
    Box::new(TermQuery::new(Term::from_field_text(field, value), IndexRecordOption::Basic))
}

const FORMS: [QuotationKind; 3] = [QuotationKind::Direct, QuotationKind::Indirect, QuotationKind::Mixed];

struct Compiler<'a> {
    reader: &'a Reader,
    target: Target,
}

impl Compiler<'_> {
    fn leaf(&self, leaf: &Leaf) -> Result<Box<dyn Query>> {
        let fields = &self.reader.fields;
        let located = |error| match error {
            Error::Usage(sentence) => fault(leaf.at, sentence),
            other => other,
        };
        let Some(name) = leaf.field else {
            return Ok(self.address_or(&leaf.test, self.prose(&self.target.text_fields(self.reader), &leaf.test)));
        };
        self.check_home(name, leaf.at)?;
        let query = match name {
            Name::Headline => self.prose(&[fields.headline], &leaf.test),
            Name::Body => self.prose(&[fields.body], &leaf.test),
            Name::Topic => filter(own_or_article_s(self.reader, self.target, self.prose(&[fields.topic], &leaf.test))?),
            Name::Date => filter(self.date(&leaf.test).map_err(located)?),
            Name::Cue => filter(self.cue(&leaf.test).map_err(located)?),
            Name::Kind => filter(self.value(leaf, fields.form, &FORMS.map(QuotationKind::as_str))?),
            Name::Status => filter(self.value(leaf, fields.status, &Status::ALL.map(Status::as_str))?),
            Name::Language => filter(self.code(&leaf.test)),
            Name::Publisher => filter(self.name(fields.publisher, &leaf.test).map_err(located)?),
            Name::Author => filter(self.name(fields.author, &leaf.test).map_err(located)?),
            Name::Section => filter(self.name(fields.section, &leaf.test).map_err(located)?),
            Name::Speaker => filter(self.name(fields.speaker, &leaf.test).map_err(located)?),
            Name::Claimant => filter(self.name(fields.claimant, &leaf.test).map_err(located)?),
            Name::Contester => filter(self.name(fields.contester, &leaf.test).map_err(located)?),
        };
        self.at_home(name, query)
    }

    /// A quotation has no claimant and a claim no speaker: the article between them would answer something that nobody asked.
    fn check_home(&self, name: Name, at: usize) -> Result<()> {
        let (what, instead) = match (self.target, name) {
            (Target::Claims, Name::Speaker | Name::Kind | Name::Cue) => ("claims", "claimant:, contester: and status:"),
            (Target::Quotations, Name::Status | Name::Claimant | Name::Contester) => ("quotations", "speaker:, kind: and cue:"),
            _ => return Ok(()),
        };
        Err(fault(at, format!("{what} have no {}: they have {instead}", name.as_str())))
    }

    /// The query itself where the searched documents carry the field, else "of an article that matches it".
    fn at_home(&self, name: Name, query: Box<dyn Query>) -> Result<Box<dyn Query>> {
        let home = match name {
            Name::Publisher | Name::Date | Name::Topic => self.target,
            Name::Headline | Name::Body | Name::Author | Name::Language | Name::Section => Target::Articles,
            Name::Speaker | Name::Kind | Name::Cue => Target::Quotations,
            Name::Status | Name::Claimant | Name::Contester => Target::Claims,
        };
        if home == self.target { Ok(query) } else { Ok(filter(join::of_articles(self.reader, home, query)?)) }
    }

    /// Words of running text in any of `fields`.
    fn prose(&self, fields: &[Field], test: &Test) -> Box<dyn Query> {
        let query = |field: &Field| match test {
            Test::Prefix(start) => filter(prose_prefix(*field, start)),
            Test::Word(text) => phrase(*field, text, 0),
            Test::Phrase { text, slop } => phrase(*field, text, *slop),
            Test::All | Test::Range { .. } => filter(Box::new(AllQuery)),
        };
        Box::new(BooleanQuery::union(fields.iter().map(query).collect()))
    }

    /// A pasted address also finds the article that stands there.
    fn address_or(&self, test: &Test, query: Box<dyn Query>) -> Box<dyn Query> {
        match test {
            Test::Word(word) if self.target == Target::Articles && word.contains("://") => {
                let bare = word.trim_end_matches('/');
                let at = |address: &str| filter(term(self.reader.fields.url, address));
                Box::new(BooleanQuery::union(vec![query, at(bare), at(&format!("{bare}/"))]))
            }
            _ => query,
        }
    }

    fn name(&self, field: Field, test: &Test) -> Result<Box<dyn Query>> {
        match test {
            Test::All | Test::Range { .. } => Ok(Box::new(FuzzyTermQuery::new_prefix(Term::from_field_text(field, ""), 0, false))),
            Test::Prefix(start) => Ok(names::prefix(field, start)),
            Test::Word(text) | Test::Phrase { text, .. } => names::query(self.reader, field, text),
        }
    }

    fn cue(&self, test: &Test) -> Result<Box<dyn Query>> {
        match test {
            Test::Word(text) | Test::Phrase { text, .. } => cue(self.reader, text),
            test => self.name(self.reader.fields.cue, test),
        }
    }

    fn code(&self, test: &Test) -> Box<dyn Query> {
        match test {
            Test::Word(code) | Test::Phrase { text: code, .. } => term(self.reader.fields.language, &code.to_lowercase()),
            _ => Box::new(FuzzyTermQuery::new_prefix(Term::from_field_text(self.reader.fields.language, ""), 0, false)),
        }
    }

    /// One of a few words, as it stands.
    fn value(&self, leaf: &Leaf, field: Field, known: &[&str]) -> Result<Box<dyn Query>> {
        let (Test::Word(text) | Test::Phrase { text, .. }) = &leaf.test else {
            return Err(fault(leaf.at, format!("write one of {}", known.join(", "))));
        };
        let typed = text.to_lowercase();
        match known.contains(&typed.as_str()) {
            true => Ok(term(field, &typed)),
            false => Err(fault(leaf.at, format!("“{}” is none of {}", days::shorten(text), known.join(", ")))),
        }
    }

    fn date(&self, test: &Test) -> Result<Box<dyn Query>> {
        let (from, to) = match test {
            Test::All => (Bound::Unbounded, Bound::Unbounded),
            Test::Prefix(start) => days::range(start).map(|(from, to)| (Bound::Included(from), Bound::Included(to)))?,
            Test::Word(text) | Test::Phrase { text, .. } => {
                days::range(text).map(|(from, to)| (Bound::Included(from), Bound::Included(to)))?
            }
            Test::Range { from, to } => {
                let low = from.as_ref().map(|(text, included)| days::range(text).map(|days| (days, *included))).transpose()?;
                let high = to.as_ref().map(|(text, included)| days::range(text).map(|days| (days, *included))).transpose()?;
                let low = low.map_or(
                    Bound::Unbounded,
                    |((first, last), included)| {
                        if included { Bound::Included(first) } else { Bound::Excluded(last) }
                    },
                );
                let high = high.map_or(
                    Bound::Unbounded,
                    |((first, last), included)| {
                        if included { Bound::Included(last) } else { Bound::Excluded(first) }
                    },
                );
                (low, high)
            }
        };
        Ok(within(self.reader, from, to))
    }
}

/// `text` in `field` as a word, or as a phrase where it is several.
fn phrase(field: Field, text: &str, slop: u32) -> Box<dyn Query> {
    Box::new(Exact(in_a_row(field, &text::words(tokens::PROSE, text), slop)))
}

/// Documents whose `field` holds these words in a row, `slop` words between them at most.
fn in_a_row(field: Field, words: &Words, slop: u32) -> Box<dyn Query> {
    let term = |word: &text::Word| Term::from_field_text(field, &word.term);
    match &words.0[..] {
        [] => Box::new(EmptyQuery),
        [word] => Box::new(TermQuery::new(term(word), IndexRecordOption::WithFreqs)),
        [first, ..] => {
            let terms = words.0.iter().map(|word| (word.position - first.position, term(word))).collect();
            Box::new(PhraseQuery::new_with_offset_and_slop(terms, slop))
        }
    }
}

/// Terms that start with `start`, and what `start` finds as a word: the index holds stems, and "government" is `govern` there.
fn prose_prefix(field: Field, start: &str) -> Box<dyn Query> {
    let whole = in_a_row(field, &text::words(tokens::PROSE, start), 0);
    Box::new(BooleanQuery::union(vec![names::prefix(field, start), whole]))
}

/// Documents whose date lies wholly between `from` and `to` (`YYYYMMDD`); without a bound, those with a date.
pub(super) fn within(reader: &Reader, from: Bound<i64>, to: Bound<i64>) -> Box<dyn Query> {
    let (first, last) = (reader.fields.day_from, reader.fields.day_to);
    let low = match from {
        Bound::Unbounded => Bound::Included(i64::MIN),
        bound => bound,
    };
    let low = RangeQuery::new(low.map(|day| Term::from_field_i64(first, day)), Bound::Unbounded);
    let mut all: Vec<Box<dyn Query>> = vec![Box::new(low)];
    if to != Bound::Unbounded {
        all.push(Box::new(RangeQuery::new(Bound::Unbounded, to.map(|day| Term::from_field_i64(last, day)))));
    }
    Box::new(BooleanQuery::intersection(all))
}

/// Quotations whose cue has these words, as a lemma or as it stands, or is of the class of this name.
///
/// # Errors
/// [`Error::Usage`] where nothing but punctuation was typed.
pub(super) fn cue(reader: &Reader, typed: &str) -> Result<Box<dyn Query>> {
    let words = text::words(tokens::NAME, typed);
    if words.is_empty() {
        return Err(Error::Usage(format!("“{}” holds no letter to look for in a cue", days::shorten(typed))));
    }
    let class = term(reader.fields.cue_class, &typed.trim().to_lowercase());
    Ok(Box::new(BooleanQuery::union(vec![in_a_row(reader.fields.cue, &words, 0), class])))
}

/// Documents of `target` whose topics, their article's among them, have all these words.
///
/// # Errors
/// [`Error::Usage`] where nothing but punctuation was typed.
pub(super) fn topic(reader: &Reader, target: Target, typed: &str) -> Result<Box<dyn Query>> {
    let words = text::words(tokens::PROSE, typed);
    if words.is_empty() {
        return Err(Error::Usage(format!("“{}” holds no letter to look for in a topic", days::shorten(typed))));
    }
    let all = words.terms().map(|word| own_or_article_s(reader, target, term(reader.fields.topic, word)));
    Ok(Box::new(BooleanQuery::intersection(all.collect::<Result<_>>()?)))
}

/// Documents that match, and records of articles that do.
fn own_or_article_s(reader: &Reader, target: Target, query: Box<dyn Query>) -> Result<Box<dyn Query>> {
    if target == Target::Articles {
        return Ok(query);
    }
    let of_article = join::of_articles(reader, Target::Articles, query.box_clone())?;
    Ok(Box::new(BooleanQuery::union(vec![query, of_article])))
}
