//! The filters of a request. Comes in: what was typed after `--speaker`, `--from` and the like. Goes out: clauses that a hit must fulfil.

use super::Reader;
use super::compile::{Target, filter, term, within};
use super::request::{ArticleFilter, ClaimRequest, QuotationRequest};
use super::values::{cue, topic};
use super::{days, names};
use crate::error::{Error, Result};
use std::ops::Bound;
use tantivy::Term;
use tantivy::query::{Occur, Query, TermQuery};
use tantivy::schema::IndexRecordOption;

/// Clauses of a boolean query, none of which scores.
pub(super) type Clauses = Vec<(Occur, Box<dyn Query>)>;

fn must(clauses: &mut Clauses, query: Box<dyn Query>) {
    clauses.push((Occur::Must, filter(query)));
}

/// Publisher and dates.
pub(super) fn of_article(reader: &Reader, asked: &ArticleFilter) -> Result<Clauses> {
    let mut clauses = Clauses::new();
    if let Some(publisher) = &asked.publisher {
        must(&mut clauses, names::query(reader, reader.fields.publisher, publisher)?);
    }
    let from = asked.from.as_deref().map(days::range).transpose()?.map(|(first, _)| first);
    let to = asked.to.as_deref().map(days::range).transpose()?.map(|(_, last)| last);
    if let (Some(first), Some(last)) = (from, to)
        && last < first
    {
        let typed = |text: &Option<String>| text.clone().unwrap_or_default();
        return Err(Error::Usage(format!("no day lies between {} and {}: swap them", typed(&asked.from), typed(&asked.to))));
    }
    if from.or(to).is_some() {
        let bound = |day: Option<i64>| day.map_or(Bound::Unbounded, Bound::Included);
        must(&mut clauses, within(reader, bound(from), bound(to)));
    }
    Ok(clauses)
}

/// Quotations and claims that are listed though not all are asked for.
fn listed(reader: &Reader) -> Box<dyn Query> {
    Box::new(TermQuery::new(Term::from_field_u64(reader.fields.listed, 1), IndexRecordOption::Basic))
}

/// Filters on quotations. Only speech is given unless all are wanted or a cue is named, which asks for whatever that cue introduces.
pub(super) fn of_quotation(reader: &Reader, asked: &QuotationRequest) -> Result<Clauses> {
    let fields = &reader.fields;
    let mut clauses = of_article(reader, &asked.filter)?;
    if let Some(speaker) = &asked.speaker {
        must(&mut clauses, names::query(reader, fields.speaker, speaker)?);
    }
    if let Some(words) = &asked.topic {
        must(&mut clauses, topic(reader, Target::Quotations, words)?);
    }
    if let Some(kind) = asked.kind {
        must(&mut clauses, term(fields.form, kind.as_str()));
    }
    if let Some(words) = &asked.cue {
        must(&mut clauses, cue(reader, words)?);
    } else if !asked.all {
        must(&mut clauses, listed(reader));
    }
    Ok(clauses)
}

/// Filters on claims. Only the likely ones are given unless all are wanted.
pub(super) fn of_claim(reader: &Reader, asked: &ClaimRequest) -> Result<Clauses> {
    let fields = &reader.fields;
    let mut clauses = of_article(reader, &asked.filter)?;
    if let Some(status) = asked.status {
        must(&mut clauses, term(fields.status, status.as_str()));
    }
    if let Some(claimant) = &asked.claimant {
        must(&mut clauses, names::query(reader, fields.claimant, claimant)?);
    }
    if let Some(contester) = &asked.contester {
        must(&mut clauses, names::query(reader, fields.contester, contester)?);
    }
    if let Some(words) = &asked.topic {
        must(&mut clauses, topic(reader, Target::Claims, words)?);
    }
    if !asked.all {
        must(&mut clauses, listed(reader));
    }
    Ok(clauses)
}
