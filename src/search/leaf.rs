//! One test of a query as what tantivy runs. Comes in: a field and what it must hold. Goes out: a tantivy query, or an error that names the place.

use super::compile::{Target, filter, term};
use super::highlight::Zone;
use super::query::{Leaf, Name, Test, fault};
use super::sought::Sought;
use super::verified::{Part, Verified};
use super::words::{in_a_row, pattern, phrase};
use super::{Reader, join, names, values};
use crate::error::{Error, Result};
use tantivy::Term;
use tantivy::query::{AllQuery, BooleanQuery, FuzzyTermQuery, Query};
use tantivy::schema::Field;

/// Compiles `leaf` for a search in `target`.
///
/// # Errors
/// [`Error::Query`] where a field's value makes no sense.
pub(super) fn query(reader: &Reader, target: Target, leaf: &Leaf) -> Result<Box<dyn Query>> {
    let located = |error| match error {
        Error::Usage(sentence) => fault(leaf.at, sentence),
        other => other,
    };
    Compiler { reader, target }.leaf(leaf).map_err(located)
}

struct Compiler<'a> {
    reader: &'a Reader,
    target: Target,
}

/// A field of running text: its stems, its words as written, and where its text is kept.
struct Prose {
    stems: Field,
    forms: Field,
    part: Part,
}

impl Compiler<'_> {
    fn leaf(&self, leaf: &Leaf) -> Result<Box<dyn Query>> {
        let fields = &self.reader.fields;
        let name = leaf.field.unwrap_or(Name::Text);
        self.check_home(name, leaf.at)?;
        let test = &leaf.test;
        let query = match name {
            Name::Text => return Ok(self.address_or(test, self.prose(&self.texts(), test)?)),
            Name::Headline => self.prose(&[self.headline()], test)?,
            Name::Body => self.prose(&[self.body(Zone::Anywhere)], test)?,
            Name::Outside => self.prose(&[self.body(Zone::Outside)], test)?,
            Name::Said => self.prose(&[self.content()], test)?,
            Name::Topic => filter(values::topic_or_article_s(self.reader, self.target, test)?),
            Name::Role => filter(values::role(self.reader, test)?),
            Name::Date => filter(values::date(self.reader, test)?),
            Name::Cue => filter(values::cue_test(self.reader, test)?),
            Name::Kind | Name::Class | Name::Status => filter(values::listed(self.reader, name, test)?),
            Name::Language => filter(values::language(self.reader, test)?),
            Name::Publisher => filter(self.name(fields.publisher, name, test)?),
            Name::Author => filter(self.name(fields.author, name, test)?),
            Name::Section => filter(self.name(fields.section, name, test)?),
            Name::Speaker => filter(self.name(fields.speaker, name, test)?),
            Name::Claimant => filter(self.name(fields.claimant, name, test)?),
            Name::Contester => filter(self.name(fields.contester, name, test)?),
        };
        self.at_home(name, query)
    }

    /// A quotation has no claimant and a claim no speaker: the article between them would answer something that nobody asked.
    fn check_home(&self, name: Name, at: usize) -> Result<()> {
        let (what, instead) = match (self.target, name) {
            (Target::Claims, Name::Speaker | Name::Role | Name::Kind | Name::Cue | Name::Class | Name::Said) => {
                ("claims", "claimant:, contester: and status:")
            }
            (Target::Quotations, Name::Status | Name::Claimant | Name::Contester) => ("quotations", "speaker:, kind: and cue:"),
            _ => return Ok(()),
        };
        Err(fault(at, format!("{what} have no {}: they have {instead}", name.as_str())))
    }

    /// The query itself where the searched documents carry the field, else "of an article that matches it".
    fn at_home(&self, name: Name, query: Box<dyn Query>) -> Result<Box<dyn Query>> {
        let home = match name {
            Name::Text | Name::Publisher | Name::Date | Name::Topic => self.target,
            Name::Headline | Name::Body | Name::Outside | Name::Author | Name::Language | Name::Section => Target::Articles,
            Name::Speaker | Name::Role | Name::Kind | Name::Cue | Name::Class | Name::Said => Target::Quotations,
            Name::Status | Name::Claimant | Name::Contester => Target::Claims,
        };
        if home == self.target { Ok(query) } else { Ok(filter(join::of_articles(self.reader, home, query)?)) }
    }

    fn texts(&self) -> Vec<Prose> {
        match self.target {
            Target::Articles => vec![self.headline(), self.body(Zone::Anywhere)],
            Target::Quotations | Target::Claims => vec![self.content()],
        }
    }

    fn headline(&self) -> Prose {
        let fields = &self.reader.fields;
        Prose { stems: fields.headline, forms: fields.headline_form, part: Part::Headline }
    }

    fn body(&self, zone: Zone) -> Prose {
        let fields = &self.reader.fields;
        Prose { stems: fields.body, forms: fields.body_form, part: Part::Body(zone) }
    }

    fn content(&self) -> Prose {
        let fields = &self.reader.fields;
        Prose { stems: fields.content, forms: fields.content_form, part: Part::Content }
    }

    /// Words of running text in any of `fields`.
    fn prose(&self, fields: &[Prose], test: &Test) -> Result<Box<dyn Query>> {
        let mut queries = fields.iter().map(|field| self.in_prose(field, test)).collect::<Result<Vec<_>>>()?;
        Ok(match queries.len() {
            1 => queries.remove(0),
            _ => Box::new(BooleanQuery::union(queries)),
        })
    }

    fn in_prose(&self, field: &Prose, test: &Test) -> Result<Box<dyn Query>> {
        let query = match test {
            Test::Word(text) | Test::Exact(text) => phrase(field.stems, text, 0),
            Test::Phrase { text, slop } => phrase(field.stems, text, *slop),
            Test::Glob(_) | Test::Fuzzy { .. } | Test::Regex(_) => filter(pattern(field.forms, test)?),
            Test::All | Test::Range { .. } => return Ok(filter(Box::new(AllQuery))),
        };
        let suspected = matches!(test, Test::Exact(_)) || matches!(field.part, Part::Body(Zone::Outside));
        match Sought::of(test).filter(|_| suspected) {
            Some(sought) => Ok(Box::new(Verified::new(self.reader, query, sought, field.part))),
            None => Ok(query),
        }
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

    fn name(&self, field: Field, name: Name, test: &Test) -> Result<Box<dyn Query>> {
        match test {
            Test::All | Test::Range { .. } => Ok(anything(field)),
            Test::Glob(_) | Test::Fuzzy { .. } | Test::Regex(_) => pattern(field, test),
            Test::Word(text) | Test::Phrase { text, .. } => names::query(self.reader, field, text),
            Test::Exact(text) => {
                let suspected = in_a_row(field, &super::text::words(crate::index::tokens::NAME, text), 0);
                values::whole(suspected, name, text)
            }
        }
    }
}

/// Documents with any term in `field`.
pub(super) fn anything(field: Field) -> Box<dyn Query> {
    Box::new(FuzzyTermQuery::new_prefix(Term::from_field_text(field, ""), 0, false))
}
