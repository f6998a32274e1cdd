//! Fields that are no running text: dates, cues, topics, and those with a few known values. Comes in: what was typed. Goes out: a tantivy query.

use super::compile::{self, Target, filter, term, within};
use super::leaf::anything;
use super::query::{Name, Test, nearest};
use super::text;
use super::words::{in_a_row, pattern, phrase};
use super::{Reader, days, join};
use crate::claim::Status;
use crate::error::{Error, Result};
use crate::index::tokens;
use crate::index::who::Who;
use crate::quotation::{CueClass, QuotationKind};
use std::ops::Bound;
use tantivy::columnar::StrColumn;
use tantivy::query::doc_predicate_query::{DocPredicateQuery, FunctionPredicate};
use tantivy::query::{AllQuery, BooleanQuery, Occur, Query};
use tantivy::schema::Field;
use tantivy::{DocId, SegmentReader};

/// One of a few words, as it stands.
pub(super) fn listed(reader: &Reader, name: Name, test: &Test) -> Result<Box<dyn Query>> {
    let fields = &reader.fields;
    let (field, known): (Field, Vec<&str>) = match name {
        Name::Kind => (fields.form, QuotationKind::ALL.map(QuotationKind::as_str).to_vec()),
        Name::Class => (fields.cue_class, CueClass::ALL.map(CueClass::as_str).to_vec()),
        _ => (fields.status, Status::ALL.map(Status::as_str).to_vec()),
    };
    match test {
        Test::All => Ok(anything(field)),
        Test::Word(text) | Test::Exact(text) | Test::Phrase { text, .. } => {
            let typed = text.to_lowercase();
            if known.contains(&typed.as_str()) {
                return Ok(term(field, &typed));
            }
            let like = nearest(&typed, known.iter().copied(), 2).map(|word| format!(": did you mean {}:{word}?", name.as_str()));
            let sentence = format!("“{}” is none of {}{}", days::shorten(text), known.join(", "), like.unwrap_or_default());
            Err(Error::Usage(sentence))
        }
        _ => Err(Error::Usage(format!("write one of {}, without * and ~", known.join(", ")))),
    }
}

/// A language by its code.
pub(super) fn language(reader: &Reader, test: &Test) -> Result<Box<dyn Query>> {
    match test {
        Test::All | Test::Range { .. } => Ok(anything(reader.fields.language)),
        Test::Word(code) | Test::Exact(code) | Test::Phrase { text: code, .. } if (2..=3).contains(&code.len()) => {
            Ok(term(reader.fields.language, &code.to_lowercase()))
        }
        _ => Err(Error::Usage("a language is written as its code of two letters: language:en".into())),
    }
}

/// Days, months, years, ranges of them; `none` where there is no date.
pub(super) fn date(reader: &Reader, test: &Test) -> Result<Box<dyn Query>> {
    let all = |(from, to)| (Bound::Included(from), Bound::Included(to));
    let (from, to) = match test {
        Test::All => (Bound::Unbounded, Bound::Unbounded),
        Test::Word(text) if text.eq_ignore_ascii_case("none") => return Ok(undated(reader)),
        Test::Word(text) | Test::Exact(text) | Test::Phrase { text, .. } => days::range(text).map(all)?,
        Test::Glob(word) => days::range(word.trim_end_matches('*')).map(all)?,
        Test::Fuzzy { word, .. } => days::range(word).map(all)?,
        Test::Regex(expression) => days::range(expression).map(all)?,
        Test::Range { from, to } => ends(from.as_ref(), to.as_ref())?,
    };
    Ok(within(reader, from, to))
}

fn undated(reader: &Reader) -> Box<dyn Query> {
    let dated = within(reader, Bound::Unbounded, Bound::Unbounded);
    Box::new(BooleanQuery::new(vec![(Occur::Must, Box::new(AllQuery)), (Occur::MustNot, dated)]))
}

type End<'a> = Option<&'a (String, bool)>;

/// First and last day of a range; an excluded end means all of its days.
fn ends(from: End, to: End) -> Result<(Bound<i64>, Bound<i64>)> {
    let days = |end: End| end.map(|(text, included)| days::range(text).map(|days| (days, *included))).transpose();
    let (low, high) = (days(from)?, days(to)?);
    let low =
        low.map_or(Bound::Unbounded, |((first, last), included)| if included { Bound::Included(first) } else { Bound::Excluded(last) });
    let high =
        high.map_or(Bound::Unbounded, |((first, last), included)| if included { Bound::Included(last) } else { Bound::Excluded(first) });
    if let (Bound::Included(low) | Bound::Excluded(low), Bound::Included(high) | Bound::Excluded(high)) = (low, high)
        && high < low
    {
        return Err(Error::Usage("no day lies in this range: swap its ends".into()));
    }
    Ok((low, high))
}

/// Quotations whose cue passes the test.
pub(super) fn cue_test(reader: &Reader, test: &Test) -> Result<Box<dyn Query>> {
    match test {
        Test::Word(text) | Test::Phrase { text, .. } => cue(reader, text),
        Test::Exact(text) => Ok(in_a_row(reader.fields.cue, &text::words(tokens::NAME, text), 0)),
        Test::All | Test::Range { .. } => Ok(anything(reader.fields.cue)),
        test => pattern(reader.fields.cue, test),
    }
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
    let labelled: Box<dyn Query> = Box::new(BooleanQuery::intersection(all.collect::<Result<_>>()?));
    or_own_topic(reader, target, typed, labelled)
}

/// Documents of `target` with a topic that passes the test, their article's among them.
pub(super) fn topic_or_article_s(reader: &Reader, target: Target, test: &Test) -> Result<Box<dyn Query>> {
    let labelled = own_or_article_s(reader, target, stems(reader.fields.topic, Name::Topic, test)?)?;
    match test {
        Test::Word(text) | Test::Exact(text) | Test::Phrase { text, slop: 0 } => or_own_topic(reader, target, text, labelled),
        _ => Ok(labelled),
    }
}

/// Also documents of the articles that a topic of `topics.toml` called `typed` stands for.
fn or_own_topic(reader: &Reader, target: Target, typed: &str, labelled: Box<dyn Query>) -> Result<Box<dyn Query>> {
    let Some(own) = reader.own_topics()?.find(typed) else { return Ok(labelled) };
    let found = compile::compile(reader, Target::Articles, &own.node)?;
    let found = if target == Target::Articles { found } else { join::of_articles(reader, Target::Articles, found)? };
    Ok(Box::new(BooleanQuery::union(vec![labelled, filter(found)])))
}

/// Quotations by somebody whose role passes the test.
pub(super) fn role(reader: &Reader, test: &Test) -> Result<Box<dyn Query>> {
    stems(reader.fields.role, Name::Role, test)
}

/// A test of a short text of which only stems are indexed; patterns are held against the stems.
fn stems(field: Field, name: Name, test: &Test) -> Result<Box<dyn Query>> {
    Ok(match test {
        Test::Word(text) => phrase(field, text, 0),
        Test::Phrase { text, slop } => phrase(field, text, *slop),
        Test::Exact(text) => whole(phrase(field, text, 0), name, text)?,
        Test::All | Test::Range { .. } => anything(field),
        Test::Glob(_) | Test::Fuzzy { .. } | Test::Regex(_) => pattern(field, test)?,
    })
}

/// Documents that match, and records of articles that do.
fn own_or_article_s(reader: &Reader, target: Target, query: Box<dyn Query>) -> Result<Box<dyn Query>> {
    if target == Target::Articles {
        return Ok(query);
    }
    let of_article = join::of_articles(reader, Target::Articles, query.box_clone())?;
    Ok(Box::new(BooleanQuery::union(vec![query, of_article])))
}

/// Those of the `suspected` documents in which a value of the field is `typed` from end to end, case and accents kept.
///
/// # Errors
/// [`Error::Usage`] for a field whose values the index does not keep.
pub(super) fn whole(suspected: Box<dyn Query>, name: Name, typed: &str) -> Result<Box<dyn Query>> {
    let column = match name {
        Name::Publisher => "publisher",
        Name::Section => "section",
        Name::Topic => "topic_label",
        Name::Speaker | Name::Role => "speaker_who",
        Name::Claimant => "claimant_who",
        Name::Contester => "contester_who",
        _ => return Err(Error::Usage(format!("{0}: has no exact form: write {0}:\"{typed}\"", name.as_str()))),
    };
    let wanted = straight(typed);
    let predicate = FunctionPredicate::from(move |segment: &SegmentReader| {
        let column = segment.fast_fields().str(column)?;
        let fitting = column.as_ref().map(|column| fitting(column, name, &wanted)).transpose()?.unwrap_or_default();
        let fits = move |ord: u64| fitting.binary_search(&ord).is_ok();
        Ok(move |doc: DocId| column.as_ref().is_some_and(|column| column.term_ords(doc).any(&fits)))
    });
    Ok(Box::new(BooleanQuery::intersection(vec![filter(suspected), Box::new(DocPredicateQuery::from(predicate))])))
}

/// Numbers of the column's values that are `wanted`, ascending.
fn fitting(column: &StrColumn, name: Name, wanted: &str) -> tantivy::Result<Vec<u64>> {
    let mut found = Vec::new();
    let mut stream = column.dictionary().stream()?;
    let mut ord = 0;
    while stream.advance() {
        let value = String::from_utf8_lossy(stream.key());
        let fits = match (name, Who::decode(&value)) {
            (Name::Role, Some(who)) => who.role.is_some_and(|role| straight(role) == wanted),
            (Name::Speaker | Name::Claimant | Name::Contester, Some(who)) => who.name.is_some_and(|name| straight(name) == wanted),
            _ => straight(&value) == wanted,
        };
        if fits {
            found.push(ord);
        }
        ord += 1;
    }
    Ok(found)
}

/// A name with straight marks, as a query has it.
fn straight(text: &str) -> String {
    let mark = |c| if matches!(c, '’' | '‘' | 'ʼ') { '\'' } else { c };
    text.split_whitespace().collect::<Vec<_>>().join(" ").chars().map(mark).collect()
}
