//! What every rule looks at. Comes in: a text and its quotations. Goes out: drafts of claims, and who speaks where.

use crate::claim::Status;
use crate::lexicon::answers::{AnswerWord, answer_word};
use crate::lexicon::triggers::{Frame, Subject, Trigger};
use crate::quotation::Quotation;
use crate::span::Span;
use crate::text::{Text, TokenKind};
use std::ops::Range;

/// Longest heading, in tokens.
const HEADING: usize = 22;

/// A party before it is resolved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Who {
    /// Whom these words mean.
    Words(Span),
    /// The speaker of this quotation.
    Voice(usize),
    /// The article itself.
    Author,
}

/// A claim before its parties are resolved.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    pub proposition: Vec<Span>,
    pub status: Status,
    pub claimant: Option<Who>,
    pub challenges: Vec<(Option<Who>, Span)>,
    pub evidence: Vec<Span>,
    pub quotation: Option<usize>,
    /// A challenge that may be about a quotation, not only about a claim.
    pub reaches: bool,
    /// The wordings that made it, `None` for a claim noun by itself.
    pub wordings: Vec<Option<&'static Trigger>>,
    /// How the words of the proposition were found.
    pub way: Way,
    pub why: Vec<String>,
    /// Token of the wording that made it.
    pub at: usize,
}

/// How the words of a proposition were found.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Way {
    /// Beside the wording.
    Here,
    /// A quotation that the wording answers.
    Quotation,
    /// The clause that a noun takes up, or that its own sentence turns against.
    Apposed,
    /// The charge that is denied.
    Charge,
    /// A statement with a contrary account, this likely.
    Answered(f32),
}

/// A wording found in the text.
#[derive(Clone, Debug)]
pub(super) struct Hit {
    pub trigger: &'static Trigger,
    /// Its tokens.
    pub range: Range<usize>,
}

/// A text with its quotations.
pub(super) struct Scene<'a> {
    pub text: &'a Text<'a>,
    pub quotations: &'a [Quotation],
}

impl Scene<'_> {
    /// The quotation whose cue shares a byte with `span`.
    pub(super) fn cued_by(&self, span: Span) -> Option<usize> {
        self.quotations.iter().position(|quotation| quotation.cue.as_ref().is_some_and(|cue| cue.span.overlaps(span)))
    }

    /// The shortest quotation whose content holds `span`.
    pub(super) fn around(&self, span: Span) -> Option<usize> {
        let holds = |quotation: &Quotation| quotation.content.iter().any(|content| content.contains(span));
        let inside = self.quotations.iter().enumerate().filter(|(_, quotation)| holds(quotation));
        inside.min_by_key(|(_, quotation)| length(quotation)).map(|(place, _)| place)
    }

    /// Who holds the floor at `span`: the speaker of the quotation around it, or the article.
    pub(super) fn floor(&self, span: Span) -> Who {
        // "they say there was none": a quotation may start within the wording.
        let tail = Span::new(span.end.saturating_sub(1).max(span.start), span.end);
        let there = span.of(self.text.body).to_lowercase().starts_with("there ");
        // "is “absolutely wrong” for saying": it may end within the wording too.
        let head = Span::new(span.start, span.end.min(span.start + 1));
        let opened = || self.text.is_quoted(self.text.tokens_in(span).start).then(|| self.around(head)).flatten();
        let despite = || self.ending_before(span).filter(|_| span.of(self.text.body).to_lowercase().starts_with("despite "));
        self.around(span).or_else(|| self.around(tail).filter(|_| there)).or_else(opened).or_else(despite).map_or(Who::Author, Who::Voice)
    }

    /// "Quill said the dam was safe, despite reports that": the indirect quotation of the same sentence that ends right before `span`.
    fn ending_before(&self, span: Span) -> Option<usize> {
        let first = self.text.tokens_in(span).start;
        let sentence = self.text.sentence_of(first);
        let last = (sentence.start..first).rev().find(|&index| self.text.tokens[index].kind != TokenKind::Punctuation)?;
        let here = self.text.tokens[last].span;
        let indirect =
            |quotation: &Quotation| quotation.cue.is_some() && quotation.content.last().is_some_and(|content| content.end == here.end);
        self.quotations.iter().position(indirect)
    }

    /// Fact-checkers, records, data, and with `people` experts: what an article relies on for the truth.
    fn is_authority(&self, who: Who, people: bool) -> bool {
        let words = match who {
            Who::Words(span) => Some(span),
            Who::Voice(place) => self.quotations.get(place).and_then(|quotation| quotation.source).map(|source| source.span),
            Who::Author => None,
        };
        let tokens = words.map_or(0..0, |span| self.text.tokens_in(span));
        // "records", "the center's data": the head, or all before "of".
        let of = tokens.clone().find(|&index| matches!(self.text.lower(index), "of" | "from" | "at" | "by")).unwrap_or(tokens.end);
        let head = if of > tokens.start { self.text.lower(of - 1) } else { "" };
        let person =
            matches!(head, "analyst" | "analysts" | "economists" | "expert" | "experts" | "investigators" | "researchers" | "scientists");
        answer_word(head) == Some(AnswerWord::Record) && (people || !person)
    }

    /// The words or quotation that stand for a party, for comparing.
    pub(super) fn same(&self, one: Who, other: Who) -> bool {
        match (self.key(one), self.key(other)) {
            (Some(Key::Speaker(one)), Some(Key::Speaker(other))) => one == other,
            (Some(Key::Words(one)), Some(Key::Words(other))) => self.alike(one, other),
            _ => one == other,
        }
    }

    fn key(&self, who: Who) -> Option<Key> {
        match who {
            Who::Author => None,
            Who::Words(span) => {
                let known = self.quotations.iter().find(|quotation| quotation.source.is_some_and(|source| source.span == span));
                let speaker = known.and_then(|quotation| quotation.speaker.as_ref());
                Some(speaker.map_or(Key::Words(span), |resolved| Key::Speaker(resolved.speaker.0)))
            }
            Who::Voice(place) => self.quotations.get(place)?.speaker.as_ref().map(|resolved| Key::Speaker(resolved.speaker.0)),
        }
    }

    /// Equal last words: "Ada Quill" and "Quill".
    fn alike(&self, one: Span, other: Span) -> bool {
        let last = |span: Span| span.of(self.text.body).rsplit(' ').next().map(str::to_lowercase);
        last(one) == last(other)
    }

    /// The token behind the heading; the first where the text has none.
    pub(super) fn heading_end(&self) -> usize {
        match self.text.paragraphs.first() {
            Some(first) if self.text.paragraphs.len() > 3 && first.len() <= HEADING => first.end,
            _ => 0,
        }
    }

    /// Number of the sentence that holds token `index`.
    pub(super) fn sentence(&self, index: usize) -> u32 {
        self.text.tokens[index].sentence
    }

    /// The span of a wording as evidence: without a closing "that".
    pub(super) fn evidence(&self, range: &Range<usize>) -> Span {
        let mut range = range.clone();
        while range.len() > 1 && self.text.lower(range.end - 1) == "that" {
            range.end -= 1;
        }
        self.text.span(&range)
    }
}

enum Key {
    Speaker(u32),
    Words(Span),
}

fn length(quotation: &Quotation) -> usize {
    quotation.content.iter().map(|span| span.len()).sum()
}

/// ", but in fact": what it contrasts with stands in the same sentence.
fn is_contrast(scene: &Scene, hit: &Hit) -> bool {
    let sentence = scene.text.sentence_of(hit.range.start);
    let before = |back: isize| scene.text.lower_in(&sentence, hit.range.start as isize - back);
    scene.text.lower(hit.range.start) == "in" && before(1) == "but" && !before(2).is_empty()
}

impl Draft {
    /// A draft that `hit` makes of `proposition`; parties by what the wording's subject is.
    pub(super) fn new(scene: &Scene, hit: &Hit, proposition: Vec<Span>, subject: Option<Who>) -> Draft {
        let evidence = scene.evidence(&hit.range);
        // Between marks that are nobody's quotation, nobody known has the floor.
        let floor = Some(scene.floor(evidence)).filter(|who| *who != Who::Author || !scene.text.is_quoted(hit.range.start));
        let mut status = hit.trigger.status;
        if status == Status::Refuted && floor.is_none_or(|who| who != Who::Author && !scene.is_authority(who, true)) {
            status = Status::Disputed;
        }
        // Records refute; experts who doubt dispute.
        if status == Status::Disputed
            && hit.trigger.subject == Subject::Contester
            && subject.is_some_and(|who| scene.is_authority(who, false))
        {
            status = Status::Refuted;
        }
        let contested = status != Status::Alleged;
        let (claimant, contester) = match hit.trigger.subject {
            Subject::Claimant => (subject, floor.filter(|_| contested)),
            Subject::Contester | Subject::Agent | Subject::Owner => (None, subject),
            Subject::None => (None, floor.filter(|_| contested)),
        };
        let challenges = if contested { vec![(contester, evidence)] } else { Vec::new() };
        let why = vec![format!("{} \"{}\"", status.as_str(), evidence.of(scene.text.body))];
        Draft {
            proposition,
            status,
            claimant,
            challenges,
            evidence: vec![evidence],
            quotation: None,
            reaches: status != Status::Refuted
                || matches!(hit.trigger.frame, Frame::Verdict | Frame::Phrase | Frame::Short)
                || is_contrast(scene, hit),
            wordings: vec![Some(hit.trigger)],
            way: Way::Here,
            why,
            at: hit.range.start,
        }
    }

    /// Adds what `other` says about the same proposition.
    pub(super) fn absorb(&mut self, other: Draft) {
        self.status = self.status.max(other.status);
        self.claimant = self.claimant.or(other.claimant);
        self.quotation = self.quotation.or(other.quotation);
        self.wordings.extend(other.wordings);
        self.challenges.extend(other.challenges);
        self.evidence.extend(other.evidence);
        self.why.extend(other.why);
    }
}
