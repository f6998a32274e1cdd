//! Resolves sources to speakers within one article. Comes in: attributions. Goes out: a cast of speakers, and who speaks each quotation.
//!
//! `names` reads a capitalised run, `usage` how the text uses it, `entities` gathers who is named and how fully (`likeness`, `bearers`), `offices` who holds which role, `discourse` who is
//! salient where; `phrase` takes a source apart, and `sources`, `descriptions` (with `role_nouns`), `issuers` (with `body_nouns`), `documents` and `pronouns` (with `candidates`) say whom it means, `pairs` which two;
//! `certainty` says how sure that is.

mod bearers;
mod body_nouns;
mod candidates;
mod certainty;
mod descriptions;
mod discourse;
mod documents;
mod entities;
mod issuers;
mod likeness;
mod names;
mod offices;
mod pairs;
mod phrase;
mod pronouns;
mod role_nouns;
mod sources;
#[cfg(test)]
mod tests;
mod usage;

pub use candidates::{SIGNS, Signs};

use crate::article::Article;
use crate::extract::attribution::Attribution;
use crate::lexicon::names::Gender;
use crate::lexicon::places::{PlaceKind, place};
use crate::lexicon::roles::{RoleKind, role};
use crate::mention::{Form, Mention};
use crate::span::Span;
use crate::speaker::{Resolved, Speaker, SpeakerId, SpeakerKind};
use crate::text::Text;
use discourse::{Discourse, Event, Referent, SOURCE};
use entities::Entities;
use names::Sort;
use pronouns::Pronoun;
use std::collections::HashMap;
use std::ops::Range;

/// Everybody in one article who can say something.
#[derive(Debug, Default)]
pub struct Cast {
    speakers: Vec<Speaker>,
    by_name: HashMap<(SpeakerKind, String), SpeakerId>,
    entities: Entities,
    discourse: Discourse,
    /// By owner: the campaign of a person.
    campaigns: HashMap<usize, usize>,
    /// By their words in lower case: bodies made of a name and a noun.
    described_bodies: HashMap<String, usize>,
    /// The person whom the article's last lines name as its writer.
    writer: Option<usize>,
    /// Where documents stand beside the name of their issuer: token, noun, issuer.
    issued: Vec<(usize, String, usize)>,
    /// By noun: whom the documents met so far speak for.
    documents: Vec<(String, Referent)>,
    /// What is reported, and whose words it is.
    contents: Vec<(Span, SpeakerId)>,
    /// The token ranges of all sources, in text order.
    sources: Vec<Range<usize>>,
    /// By token: true inside what is reported.
    reported: Vec<bool>,
    /// The token up to which pronouns are followed.
    followed: usize,
    /// What the model of pronouns was asked, where that is kept; among people of any gender, where that is asked for; and whose gender names and titles tell.
    asked: Option<Vec<Asked>>,
    any: bool,
    told: Vec<Gender>,
}

/// A pronoun that is a source, and those whom it can mean: by name or description, with what the model sees of them.
#[derive(Clone, Debug)]
pub struct Asked {
    /// Where it stands.
    pub pronoun: Span,
    /// What it says of whom it means.
    pub gender: Gender,
    /// Most salient first, with the gender that name and title tell.
    pub candidates: Vec<(Option<String>, Gender, Signs)>,
}

/// Whom a source means.
#[derive(Clone, Debug, PartialEq)]
enum Who {
    /// Somebody named.
    Entity(usize),
    /// Several named.
    Joint(Vec<usize>),
    /// Already a speaker.
    Speaker(SpeakerId),
    /// The words as they stand.
    New(SpeakerKind, String),
    /// The article's own voice.
    Author,
    /// Nobody can be told.
    Nobody,
}

/// An answer and how it was found.
#[derive(Clone, Debug)]
struct Answer {
    who: Who,
    via: Vec<Span>,
    confidence: f32,
    why: &'static str,
}

impl Answer {
    fn new(who: Who, confidence: f32, why: &'static str) -> Answer {
        Answer { who, via: Vec::new(), confidence, why }
    }
}

impl Cast {
    /// Collects the people and bodies that the article names.
    pub fn gather(text: &Text, article: &Article, attributions: &[Attribution]) -> Cast {
        let mut entities = Entities::gather(text, article.headline.as_deref());
        offices::link(text, &mut entities);
        let mut cast = Cast { entities, discourse: Discourse::new(text), ..Cast::default() };
        cast.writer = cast.find_writer(text);
        let mut sources: Vec<_> =
            attributions.iter().filter_map(|attribution| attribution.source).map(|source| text.tokens_in(source.span)).collect();
        sources.sort_by_key(|tokens| (tokens.start, tokens.end));
        let mut reported = vec![false; text.tokens.len()];
        for span in attributions.iter().flat_map(|attribution| &attribution.content) {
            reported[text.tokens_in(*span)].fill(true);
        }
        let mut heads: Vec<usize> = sources.iter().filter_map(|source| cast.head_name(text, source)).collect();
        heads.sort_unstable();
        for event in discourse::named(text, &cast.entities, &sources, &heads, &reported) {
            cast.discourse.add(event);
        }
        cast.find_campaigns(text);
        cast.find_described_bodies(text);
        cast.find_issued(text);
        cast.sources = sources;
        cast.reported = reported;
        cast
    }

    /// The writer of a piece in the first person, named at its end: "Jo Tarn is a columnist for the Varn Post."
    fn find_writer(&self, text: &Text) -> Option<usize> {
        let first = |index: usize| matches!(text.lower(index), "i" | "my" | "me") && !text.is_quoted(index);
        let is_own = (0..text.tokens.len()).filter(|&index| first(index)).take(3).count() == 3;
        let last = text.paragraphs.iter().rev().take(3).filter(|_| is_own);
        last.filter_map(|paragraph| {
            let seen = phrase::name_from(&self.entities, paragraph.start)?;
            let is = matches!(text.lower_in(paragraph, seen.name.run.end as isize), "is" | "," | "teaches" | "writes");
            let before = self.entities.occurrences.iter().filter(|other| other.entity == seen.entity).count();
            let full = self.entities.list[seen.entity].sort == Sort::Person && seen.name.core.len() > 1;
            (is && full && before <= 2).then_some(seen.entity)
        })
        .next()
    }

    /// The speaker of every attribution, in the same order; `None` where nobody can be told.
    pub fn resolve_all(&mut self, text: &Text, attributions: &[Attribution]) -> Vec<Option<Resolved>> {
        let mut speakers: Vec<Option<Resolved>> = vec![None; attributions.len()];
        let mut order: Vec<usize> = (0..attributions.len()).filter(|&number| attributions[number].source.is_some()).collect();
        // The first person speaks in somebody's words: whose must be known first.
        order.sort_by_key(|&number| {
            let source = attributions[number].source.map(|source| source.span);
            (source.is_some_and(|span| pronouns::is_first_person(text, span)), source)
        });
        for number in order {
            let attribution = &attributions[number];
            if let Some(source) = attribution.source {
                let tokens = text.tokens_in(source.span);
                // "His lawyer said": whose lawyer must be known; whom a lone "he" means is only now asked.
                self.follow_pronouns(text, if tokens.len() == 1 { tokens.start } else { tokens.end });
                let resolved = match &attribution.cue {
                    Some(cue) if is_asked(text, &text.tokens_in(cue.span), &tokens) => self.nobody("asked, and does not speak"),
                    _ => self.resolve(text, source),
                };
                self.contents.extend(attribution.content.iter().map(|span| (*span, resolved.speaker)));
                speakers[number] = Some(resolved);
            }
        }
        self.follow_pronouns(text, text.tokens.len());
        for number in 0..attributions.len() {
            if speakers[number].is_none() {
                speakers[number] = goes_on(attributions, &speakers, number).filter(|_| !self.interrupted(text, attributions, number));
            }
            if speakers[number].is_none() && is_impression(&attributions[number]) {
                let why = vec!["impression of the article".to_owned()];
                speakers[number] = Some(Resolved { speaker: self.author(), via: Vec::new(), confidence: 0.8, why });
            }
        }
        speakers
    }

    /// True where somebody is named, outside quotation marks, between a quotation and the one before that it goes on.
    fn interrupted(&self, text: &Text, attributions: &[Attribution], number: usize) -> bool {
        let before = attributions[number].follows.and_then(|before| attributions.get(before)).and_then(|before| before.content.last());
        let (Some(before), Some(here)) = (before, attributions[number].content.first()) else { return false };
        let (from, to) = (text.tokens_in(*before).end, text.tokens_in(*here).start);
        if from >= to {
            return false;
        }
        let own = attributions[number].follows.and_then(|before| attributions.get(before)).and_then(|before| before.source);
        let other = |token: usize| own.is_none_or(|source| !source.span.contains(text.tokens[token].span));
        let named = self.entities.within(from..to).iter();
        let mut people = named.filter(|seen| self.entities.list[seen.entity].sort == Sort::Person);
        people.any(|seen| !text.is_quoted(seen.name.core.start) && other(seen.name.core.start))
    }

    /// Who the words of one mention mean. Always answers: a new speaker is added where no known one fits.
    pub fn resolve(&mut self, text: &Text, mention: Mention) -> Resolved {
        let tokens = text.tokens_in(mention.span);
        if self.asked.is_some()
            && !self.any
            && let Some(Pronoun::One(gender)) = self.lone_pronoun(text, &tokens)
        {
            self.keep(text, tokens.start, gender, gender);
        }
        let answer = certainty::weighed(self.answer(text, mention));
        let speaker = self.speaker_for(text, &answer.who);
        let place = &mut self.speakers[speaker.0 as usize];
        if !place.mentions.contains(&mention) && !mention.span.is_empty() && place.kind != SpeakerKind::Author {
            place.mentions.push(mention);
            place.mentions.sort();
        }
        let referent = match answer.who {
            Who::Entity(entity) => Referent::Entity(entity),
            _ => Referent::Phrase(speaker),
        };
        self.documents.extend(self.document_noun(text, &tokens).map(|noun| (noun, referent)));
        // Whom "he" means may be too unsure to be named, and still be the likeliest for the next "he".
        let unsure = answer.who == Who::Nobody;
        if self.discourse.at(tokens.start).is_none() && !tokens.is_empty() && !unsure {
            self.discourse.add(Event { token: tokens.start, span: mention.span, who: referent, weight: SOURCE });
        }
        let via = answer.via.into_iter().filter(|span| *span != mention.span && !span.is_empty()).collect();
        let stands_for = self.stands_for(&answer.who).map(|whom| format!("stands for {whom}"));
        Resolved { speaker, via, confidence: answer.confidence, why: [answer.why.to_owned()].into_iter().chain(stands_for).collect() }
    }

    /// Nobody, for this reason.
    fn nobody(&mut self, why: &'static str) -> Resolved {
        Resolved { speaker: self.add(SpeakerKind::None, None), via: Vec::new(), confidence: 0.8, why: vec![why.to_owned()] }
    }

    /// The country or body that a place which speaks stands for: Ukraine for Kyiv.
    fn stands_for(&self, who: &Who) -> Option<&'static str> {
        let Who::Entity(entity) = who else { return None };
        let found = place(&self.entities.list[*entity].name.to_lowercase()).filter(|found| found.kind != PlaceKind::Adjective)?;
        Some(found.stands_for).filter(|whom| !whom.is_empty())
    }

    /// The speaker that an answer means, added where it is new.
    fn speaker_for(&mut self, text: &Text, who: &Who) -> SpeakerId {
        match who {
            Who::Speaker(speaker) => *speaker,
            Who::Author => self.author(),
            Who::Nobody => self.add(SpeakerKind::None, None),
            Who::New(kind, name) => self.add(*kind, Some(name.clone())),
            Who::Entity(entity) => self.add_entity(text, *entity),
            Who::Joint(entities) => {
                let names: Vec<&str> = entities.iter().map(|&entity| self.entities.list[entity].name.as_str()).collect();
                let name = names.join(" & ");
                let person = entities.iter().all(|&entity| matches!(self.entities.list[entity].sort, Sort::Person | Sort::Unknown));
                // "The Varn Post and the Quillon newspaper chain": what is joined to a body is one.
                let sorts = || entities.iter().map(|&entity| self.entities.list[entity].sort);
                let body = sorts().any(|sort| matches!(sort, Sort::Body(_))) || sorts().all(|sort| sort == Sort::Place);
                let body = body && sorts().all(|sort| matches!(sort, Sort::Body(_) | Sort::Place | Sort::Unknown));
                let kind = match (person, body) {
                    (true, _) => SpeakerKind::Person,
                    (_, true) => SpeakerKind::Organization,
                    _ => SpeakerKind::Group,
                };
                self.add(kind, Some(name))
            }
        }
    }

    fn add_entity(&mut self, text: &Text, entity: usize) -> SpeakerId {
        if let Some(speaker) = self.entities.list[entity].speaker {
            return speaker;
        }
        let known = &self.entities.list[entity];
        let kind = match known.sort {
            // "He", "They", "Officials": capitals, but never a person's name.
            Sort::Person | Sort::Unknown if known.words.len() == 1 && is_no_name(&known.words[0]) => SpeakerKind::Unnamed,
            Sort::Body(_) | Sort::Place => SpeakerKind::Organization,
            Sort::Group => SpeakerKind::Group,
            _ => SpeakerKind::Person,
        };
        // "Dr." says least of what somebody is.
        let role = known.offices.iter().min_by_key(|office| (office.head == "doctor", office.at)).map(|office| office.phrase.clone());
        let name = known.name.clone();
        let speaker = self.add(kind, Some(name));
        let seen = self.entities.occurrences.iter().filter(|seen| seen.entity == entity);
        let named = seen.map(|seen| Mention { span: text.span(&seen.name.core), form: Form::Named });
        let place = &mut self.speakers[speaker.0 as usize];
        place.mentions.extend(named);
        place.mentions.sort();
        place.mentions.dedup();
        place.role = place.role.take().or(role);
        self.entities.list[entity].speaker = Some(speaker);
        speaker
    }

    /// The speaker of this kind and name.
    fn add(&mut self, kind: SpeakerKind, name: Option<String>) -> SpeakerId {
        let key = (kind, name.as_deref().unwrap_or("").to_lowercase());
        if let Some(speaker) = self.by_name.get(&key) {
            return *speaker;
        }
        let id = SpeakerId(self.speakers.len() as u32);
        self.speakers.push(Speaker { id, name, kind, role: None, mentions: Vec::new() });
        self.by_name.insert(key, id);
        id
    }

    /// The article's own voice.
    pub fn author(&mut self) -> SpeakerId {
        self.add(SpeakerKind::Author, None)
    }

    /// The speakers, by id.
    pub fn speakers(&self) -> &[Speaker] {
        &self.speakers
    }

    /// Every "he" and "she" that is a source, as the model sees it when all is resolved in turn, among people of any gender where that is asked for:
    /// for its training.
    pub fn asked(mut self, text: &Text, attributions: &[Attribution], any: bool) -> Vec<Asked> {
        self.asked = Some(Vec::new());
        self.any = any;
        self.told = self.entities.list.iter().map(|entity| entity.gender).collect();
        self.resolve_all(text, attributions);
        self.asked.unwrap_or_default()
    }

    /// The speakers, by id, when all is resolved.
    pub fn into_speakers(self) -> Vec<Speaker> {
        self.speakers
    }
}

/// True for "Asked about it, Quill" and "Quill was asked": the source is who was asked, not who asks.
fn is_asked(text: &Text, cue: &Range<usize>, source: &Range<usize>) -> bool {
    let asked = |word: &str| matches!(word, "asked" | "pressed" | "questioned" | "quizzed");
    let Some(verb) = cue.clone().find(|&index| asked(text.lower(index))) else { return false };
    let sentence = text.sentence_of(verb);
    let before = |offset: isize| text.lower_in(&sentence, verb as isize - offset);
    let be = |word: &str| matches!(word, "was" | "were" | "been" | "is" | "are" | "being" | "be" | "got");
    let passive = be(before(1)) || (be(before(2)) && (before(1).ends_with("ly") || matches!(before(1), "once" | "also" | "then")));
    let opens = verb == sentence.start && source.start > verb;
    opens || passive || matches!(before(1), "when" | "if" | "once" | "whenever")
}

/// True for "the dam seems to hold", "it appears that": what the article itself takes from what it saw.
fn is_impression(attribution: &Attribution) -> bool {
    let seems = |cue: &crate::quotation::Cue| matches!(cue.lemma.as_str(), "seem" | "appear");
    attribution.source.is_none() && attribution.follows.is_none() && attribution.cue.as_ref().is_some_and(seems)
}

/// True for words that are nobody's name: pronouns and words for several people.
fn is_no_name(lower: &str) -> bool {
    pronouns::Pronoun::of(lower).is_some() || role(lower).is_some_and(|role| role.plural || role.kind == RoleKind::Few)
}

/// The speaker of the attribution that `number` follows, through others that follow one.
fn goes_on(attributions: &[Attribution], speakers: &[Option<Resolved>], number: usize) -> Option<Resolved> {
    let mut at = number;
    for _ in 0..attributions.len() {
        at = attributions.get(at)?.follows?;
        if let Some(resolved) = speakers.get(at)? {
            let via = attributions[at].source.iter().map(|source| source.span).chain(resolved.via.iter().copied()).collect();
            return Some(Resolved {
                speaker: resolved.speaker,
                via,
                confidence: resolved.confidence * 0.9,
                why: vec!["speaker goes on".into()],
            });
        }
    }
    None
}
