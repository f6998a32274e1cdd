//! Enough grammar to find subjects and clause ends without a parser. Comes in: a text. Goes out: noun phrases and boundaries as token ranges.

use crate::lexicon::cues::{self, Entry, Inflection};
use crate::lexicon::words::{self, Classes};
use crate::text::{Text, TokenKind};
use std::ops::Range;

/// A text with the word classes and cue readings of its tokens.
pub(super) struct Grammar<'t> {
    pub text: &'t Text<'t>,
    classes: Vec<Classes>,
    verbs: Vec<Option<(&'static Entry, Inflection)>>,
}

/// The classes of a word; "US", "IT" and "WHO" are names, "May" and "Will" inside a sentence no auxiliaries.
fn classes(text: &Text, index: usize) -> Classes {
    let word = text.word(index);
    let acronym = word.len() > 1 && word.chars().all(char::is_uppercase) && matches!(word, "US" | "IT" | "WHO" | "AM");
    let name = matches!(word, "Will" | "Mark") && text.sentence_of(index).start != index;
    if acronym || name {
        return Classes::default();
    }
    let known = words::classes(text.lower(index));
    if known.is_open() && is_adverb(text, index) { Classes::ADVERB } else { known }
}

/// "adamantly", "temporarily"; nouns and adjectives in -ly are few.
fn is_adverb(text: &Text, index: usize) -> bool {
    const NOT: &[&str] = &[
        "ally",
        "anomaly",
        "assembly",
        "belly",
        "bully",
        "butterfly",
        "costly",
        "daily",
        "deadly",
        "elderly",
        "family",
        "fly",
        "friendly",
        "holly",
        "imply",
        "jelly",
        "likely",
        "lively",
        "lonely",
        "lovely",
        "melancholy",
        "monopoly",
        "monthly",
        "orderly",
        "rally",
        "rely",
        "reply",
        "scholarly",
        "supply",
        "ugly",
        "unlikely",
        "weekly",
        "yearly",
    ];
    let word = text.lower(index);
    word.len() > 4 && word.ends_with("ly") && !text.word(index).starts_with(char::is_uppercase) && !NOT.contains(&word)
}

/// Words that can stand between a subject and its verb.
const PREVERBAL: Classes = Classes::AUXILIARY.or(Classes::ADVERB).or(Classes::NEGATION);
/// Words that end a noun phrase on its left, unless they are the phrase.
const CLAUSE_WORDS: Classes = Classes::SUBORDINATOR.or(Classes::AUXILIARY).or(Classes::NEGATION);
/// The longest noun phrase, in tokens.
const LONGEST: usize = 14;
/// The longest insertion between commas, in tokens.
const INSERTION: usize = 40;

impl<'t> Grammar<'t> {
    pub fn new(text: &'t Text<'t>) -> Grammar<'t> {
        let words = 0..text.tokens.len();
        let classes = words.clone().map(|index| classes(text, index)).collect();
        let verbs = words.map(|index| cues::look_up(text.lower(index))).collect();
        Grammar { text, classes, verbs }
    }

    pub fn is(&self, index: usize, classes: Classes) -> bool {
        self.classes.get(index).is_some_and(|known| known.any(classes))
    }

    pub fn verb(&self, index: usize) -> Option<(&'static Entry, Inflection)> {
        self.verbs.get(index).copied().flatten()
    }

    /// The reporting noun at `index` where a that-clause follows it.
    pub fn noun_before_that(&self, index: usize) -> Option<&'static Entry> {
        let noun = (self.word(index + 1) == "that").then(|| cues::look_up_noun(self.word(index)))??;
        let clause = self.is_word(index + 2) && self.verb(index + 2).is_none() && !self.is(index + 2, Classes::AUXILIARY);
        clause.then_some(noun)
    }

    pub fn word(&self, index: usize) -> &str {
        if index < self.text.tokens.len() { self.text.lower(index) } else { "" }
    }

    pub fn is_word(&self, index: usize) -> bool {
        self.text.tokens.get(index).is_some_and(|token| token.kind != TokenKind::Punctuation)
    }

    /// Between quotation marks; false beyond the text's end.
    pub fn is_quoted(&self, index: usize) -> bool {
        self.text.tokens.get(index).is_some_and(|token| token.region.is_some())
    }

    /// True where any of `tokens` lies between quotation marks.
    pub fn holds_quoted(&self, mut tokens: Range<usize>) -> bool {
        tokens.any(|index| self.is_quoted(index))
    }

    pub fn is_comma(&self, index: usize) -> bool {
        self.word(index) == ","
    }

    pub fn is_dash(&self, index: usize) -> bool {
        matches!(self.word(index), "—" | "–" | "-" | "―" | "--")
    }

    pub fn is_stop(&self, index: usize) -> bool {
        matches!(self.word(index), "." | "!" | "?" | ";" | "…")
    }

    pub fn is_number(&self, index: usize) -> bool {
        self.text.tokens.get(index).is_some_and(|token| token.kind == TokenKind::Number)
    }

    /// not, never, cannot, won’t
    pub fn is_negation(&self, index: usize) -> bool {
        let word = self.word(index);
        self.is(index, Classes::NEGATION) || word.ends_with("n't") || word.ends_with("n’t")
    }

    /// What leads content stands here: "that", a colon, an opening mark, or a comma before one.
    pub fn introduces(&self, at: usize, high: usize) -> bool {
        let mark = |index: usize| index < high && self.is_quoted(index);
        matches!(self.word(at), "that" | ":") || mark(at) || self.is_comma(at) && mark(at + 1)
    }

    /// A comma, stop or dash.
    pub fn is_pause(&self, index: usize) -> bool {
        self.is_comma(index) || self.is_stop(index) || self.is_dash(index)
    }

    pub fn is_capital(&self, index: usize) -> bool {
        self.is_word(index) && self.text.word(index).starts_with(char::is_uppercase)
    }

    /// A possessive ending: "’s", or the bare apostrophe after an s.
    pub fn is_possessive(&self, index: usize) -> bool {
        matches!(self.word(index), "'s" | "’s")
            || (matches!(self.word(index), "'" | "’") && index > 0 && self.word(index - 1).ends_with('s'))
    }

    /// A noun, adjective or name as far as can be told.
    fn is_nominal(&self, index: usize) -> bool {
        let open = self.classes[index].is_open()
            || (self.is_capital(index) && !self.is(index, Classes::PRONOUN.or(CLAUSE_WORDS).or(Classes::PREPOSITION)));
        self.is_word(index) && (open || self.text.tokens[index].kind == TokenKind::Number) && !self.is_possessive(index)
    }

    /// Skips back from `end` over auxiliaries, adverbs and time expressions to the end of the subject.
    pub fn before_auxiliaries(&self, end: usize, low: usize) -> usize {
        let mut at = end;
        while at > low {
            let before = at - 1;
            let contracted = matches!(self.word(before), "'s" | "’s") && before > low && self.is(before - 1, Classes::PRONOUN);
            let time = self.is(before, Classes::TIME) && !self.is(before, Classes::AUXILIARY);
            let preposition = time && before > low && matches!(self.word(before - 1), "on" | "in" | "late" | "early");
            let preverbal = self.is(before, PREVERBAL) && !self.is_pronoun_subject(before) && !self.is_nominal(before);
            if time && before > low && (preposition || self.is_nominal(before - 1) || self.is(before - 1, Classes::PRONOUN)) {
                at = if preposition { before - 1 } else { before };
            } else if contracted || preverbal {
                at = before;
            } else {
                break;
            }
        }
        at
    }

    /// he, she, they …, also with an auxiliary attached: "they’ve".
    pub fn is_pronoun_subject(&self, index: usize) -> bool {
        let word = self.word(index);
        let stem = word.split(['\'', '’']).next().unwrap_or(word);
        self.is(index, Classes::SUBJECT) || (stem.len() < word.len() && words::classes(stem).any(Classes::SUBJECT))
    }

    /// The subject of the verb at `verb`, not reaching before `low`: the noun phrase in front of it, over insertions between commas.
    pub fn subject_before(&self, verb: usize, low: usize) -> Option<Range<usize>> {
        let end = self.before_auxiliaries(verb, low);
        if end > low && (self.is_comma(end - 1) || self.is_dash(end - 1) || self.word(end - 1) == ")") {
            return self.subject_before_insertion(end - 1, low);
        }
        self.phrase_before(end, low)
    }

    /// "Ada Quill, the mayor, …", "Quill, who is 40, …", "Quill (Lab.) …": `close` is the mark that ends the insertion.
    fn subject_before_insertion(&self, close: usize, low: usize) -> Option<Range<usize>> {
        let opener = |at: usize| match self.word(close) {
            ")" => self.word(at) == "(",
            "," => self.is_comma(at),
            _ => self.is_dash(at),
        };
        let mut at = close;
        while at > low && close - at < INSERTION {
            at -= 1;
            if !opener(at) || self.is_fragment(at + 1, close) {
                continue;
            }
            let head = self.phrase_before(self.before_bracket(at, low), low)?;
            if !self.can_stand_alone(&head) {
                return None;
            }
            let apposition = self.word(close) == "," && self.is_apposition(at + 1, close);
            return Some(head.start..if apposition { close } else { head.end });
        }
        None
    }

    /// "Ada Quill (Lab.)" ends at "Quill".
    fn before_bracket(&self, end: usize, low: usize) -> usize {
        if end == low || self.word(end - 1) != ")" {
            return end;
        }
        (low..end).rev().find(|&index| self.word(index) == "(").filter(|open| *open > low).unwrap_or(end)
    }

    /// Ages and home towns: parts of a longer insertion.
    fn is_fragment(&self, start: usize, end: usize) -> bool {
        let first = self.word(start);
        let short = end - start <= 3;
        short
            && (matches!(first, "of" | "from")
                || first.starts_with(|c: char| c.is_ascii_digit())
                || first.ends_with('.')
                || matches!(first, "jr" | "jr." | "sr."))
    }

    fn is_apposition(&self, start: usize, end: usize) -> bool {
        let first = start;
        let nominal = self.is(first, Classes::DETERMINER.or(Classes::POSSESSIVE)) || self.is_nominal(first);
        let clause = self.is(first, Classes::SUBORDINATOR) && !self.is(first, Classes::DETERMINER);
        let ing = self.word(first).ends_with("ing") || self.word(first).ends_with("ed");
        nominal && !clause && !ing && end - start <= 20
    }

    /// A name or a noun with a determiner: enough to be taken over an insertion.
    fn can_stand_alone(&self, phrase: &Range<usize>) -> bool {
        let marked =
            |index: usize| self.is_capital(index) || self.is(index, Classes::DETERMINER.or(Classes::POSSESSIVE).or(Classes::PRONOUN));
        phrase.clone().any(marked) || self.word(phrase.end - 1).ends_with('s')
    }

    /// Where a paragraph's first sentence starts behind its dateline: "HALVIK, 3 May (KPA) — ".
    pub fn after_dateline(&self, sentence: &Range<usize>) -> usize {
        let place = |index: usize| {
            let word = self.text.word(index);
            word.chars().count() > 2 && word.chars().all(|c| c.is_uppercase() || !c.is_alphabetic())
        };
        let dash = (sentence.start + 1..sentence.end.min(sentence.start + 16)).find(|&index| self.is_dash(index));
        let bracketed = dash.is_some_and(|dash| self.word(dash - 1) == ")");
        // "3 May" is no auxiliary.
        let verb = |index: usize| self.is(index, Classes::AUXILIARY) && !self.is_capital(index);
        let plain = |dash: &usize| !(sentence.start..*dash).any(|index| verb(index) || self.is_quoted(index));
        dash.filter(|_| bracketed || place(sentence.start)).filter(plain).map_or(sentence.start, |dash| dash + 1)
    }

    /// The noun phrase that ends before `end`.
    pub fn phrase_before(&self, end: usize, low: usize) -> Option<Range<usize>> {
        let head = end.checked_sub(1).filter(|head| *head >= low)?;
        if self.is_quantity(head)
            || self.is_pronoun_subject(head)
            || (self.is(head, Classes::PRONOUN) && !self.is(head, Classes::DETERMINER))
        {
            return Some(self.partitive(head, low)..end);
        }
        let year = self.text.tokens[head].kind == TokenKind::Number && self.word(head).len() == 4;
        if year || !self.is_nominal(head) && !self.is(head, Classes::PRONOUN) {
            return None;
        }
        let mut start = head;
        while start > low && end - start < LONGEST && self.extends_left(start, low) {
            start -= 1;
        }
        while start < head
            && (self.is(start, Classes::CONJUNCTION.or(Classes::PREPOSITION)) || self.is_possessive(start) || self.is_loose_adverb(start))
        {
            start += 1;
        }
        Some(start..end)
    }

    fn is_loose_adverb(&self, index: usize) -> bool {
        self.is(index, Classes::ADVERB) && !self.is(index, Classes::DETERMINER) && !self.is_capital(index)
    }

    /// "several said", "most believe": a determiner that stands alone.
    pub fn is_quantity(&self, index: usize) -> bool {
        const QUANTITIES: &[&str] = &[
            "several", "many", "some", "few", "most", "both", "another", "others", "one", "two", "three", "four", "each", "all", "those",
            "neither", "none",
        ];
        QUANTITIES.contains(&self.word(index))
    }

    /// "some of them", "many of whom"
    fn partitive(&self, head: usize, low: usize) -> usize {
        let of = head > low + 1 && self.word(head - 1) == "of" && self.is(head - 2, Classes::DETERMINER.or(Classes::PRONOUN));
        if of { head - 2 } else { head }
    }

    /// True where the token before `start` belongs to the same noun phrase.
    fn extends_left(&self, start: usize, low: usize) -> bool {
        let before = start - 1;
        let determined = self.is(start, Classes::DETERMINER.or(Classes::POSSESSIVE))
            && (!self.is_capital(start + 1) || self.is(start, Classes::POSSESSIVE));
        let link = matches!(self.word(before), "of" | "for" | "at" | "from" | "in" | "with" | "to" | "on");
        if link && before == low {
            return false;
        }
        if link {
            let noun = self.is_nominal(before - 1) || self.is(before - 1, Classes::PRONOUN.or(Classes::DETERMINER));
            let strong = matches!(self.word(before), "of" | "for" | "at" | "with")
                || self.phrase_has_determiner(before, low)
                || self.word(before - 1).ends_with('s');
            return noun && strong && !self.is(before - 1, Classes::TIME);
        }
        if matches!(self.word(before), "that" | "which") {
            return false;
        }
        if self.is(start, Classes::PREPOSITION) {
            return self.is_nominal(before) || self.is(before, Classes::PRONOUN.or(Classes::DETERMINER));
        }
        if self.is_possessive(before) {
            return before > low && self.is_word(before - 1);
        }
        if self.is(before, Classes::CONJUNCTION) {
            return before > low
                && matches!(self.word(before), "and" | "&")
                && self.is_capital(start)
                && self.is_capital(before - 1)
                && !self.is(before - 1, Classes::TIME);
        }
        if determined && !self.is(before, Classes::DETERMINER) {
            return false;
        }
        let said = self
            .verb(before)
            .is_some_and(|(entry, inflection)| entry.frames.quotation && matches!(inflection, Inflection::Past | Inflection::Third));
        if said && !self.is_capital(before) {
            return false;
        }
        if self.is(before, Classes::TIME) && !self.is_capital(start) {
            return false;
        }
        if self.is(before, Classes::DETERMINER.or(Classes::POSSESSIVE)) {
            return !self.is(start, Classes::PRONOUN) || self.is(start, Classes::DETERMINER);
        }
        self.is_nominal(before) && !self.is(before, Classes::TIME) && !self.is_finite_before(before)
    }

    /// "a spokesman for …", "the head of …": a determiner within a few words before the link.
    fn phrase_has_determiner(&self, link: usize, low: usize) -> bool {
        (low.max(link.saturating_sub(5))..link).any(|index| self.is(index, Classes::DETERMINER.or(Classes::POSSESSIVE)))
    }

    /// A lower-case reporting verb after a subject cannot be part of the next subject.
    fn is_finite_before(&self, index: usize) -> bool {
        let verb =
            self.verb(index).is_some_and(|(_, inflection)| matches!(inflection, Inflection::Past)) || self.word(index).ends_with("ed");
        verb && !self.is_capital(index) && index > 0 && (self.is_pronoun_subject(index - 1) || self.is_capital(index - 1))
    }

    /// The noun phrase that starts at `start` and ends before `high`, with an apposition between commas.
    pub fn phrase_after(&self, start: usize, high: usize) -> Option<Range<usize>> {
        let mut end = start;
        if self.is(start, Classes::SUBJECT) && !self.is(start, Classes::DETERMINER) && start < high {
            return Some(start..start + 1);
        }
        while end < high && end - start < LONGEST && self.extends_right(start, end, high) {
            end += 1;
        }
        while end > start
            && (self.is(end - 1, Classes::PREPOSITION.or(Classes::CONJUNCTION))
                || (self.is(end - 1, Classes::TIME) && !self.is_nominal(end - 1)))
        {
            end -= 1;
        }
        let nominal = (start..end).any(|index| self.is_nominal(index) || self.is(index, Classes::PRONOUN));
        nominal.then(|| start..self.with_apposition(end, high))
    }

    fn extends_right(&self, start: usize, end: usize, high: usize) -> bool {
        let first = end == start;
        if self.is_possessive(end) {
            return !first;
        }
        let dated = !first && self.text.tokens.get(end + 1).is_some_and(|next| next.kind == TokenKind::Number);
        if self.is(end, Classes::TIME) && dated {
            return self.is(end - 1, Classes::DETERMINER);
        }
        if self.is(end, Classes::TIME) {
            return self.is_capital(end) && end + 1 < high && self.is_capital(end + 1) && first;
        }
        if self.is(end, Classes::DETERMINER.or(Classes::POSSESSIVE)) {
            return first || self.is(end - 1, Classes::PREPOSITION) || self.is(end - 1, Classes::DETERMINER) || self.word(end - 1) == "and";
        }
        if self.is(end, Classes::CONJUNCTION) {
            return !first && self.word(end) == "and" && self.is_capital(end - 1) && end + 1 < high && self.is_capital(end + 1);
        }
        if matches!(self.word(end), "of" | "for" | "at" | "from" | "with" | "in") {
            let lower = !self.is_capital(end - usize::from(!first));
            return !first && (self.word(end) == "of" || lower) && end + 1 < high && !self.is(end + 1, Classes::TIME);
        }
        self.is_nominal(end) && (first || !self.is_verb_after_name(end))
    }

    /// "Quill shot back", "Tarn voted against": a lower-case word after a name that something other than a noun follows.
    fn is_verb_after_name(&self, index: usize) -> bool {
        let verb = self.verb(index).is_some_and(|(_, inflection)| inflection == Inflection::Past);
        let led = self.is(index + 1, Classes::DETERMINER.or(Classes::POSSESSIVE).or(Classes::ADVERB).or(Classes::PRONOUN))
            || self.is(index + 1, Classes::PREPOSITION) && !matches!(self.word(index + 1), "of" | "for" | "at");
        !self.is_capital(index) && self.is_capital(index - 1) && (verb || led)
    }

    fn with_apposition(&self, end: usize, high: usize) -> usize {
        if !self.is_comma(end) || end + 1 >= high {
            return end;
        }
        let close = (end + 1..high.min(end + 20))
            .find(|&index| self.is_comma(index) || self.is_stop(index) || self.is_quoted(index) || self.is(index, Classes::AUXILIARY));
        let close = close.unwrap_or(high.min(end + 20));
        let lead = self.is(end + 1, Classes::DETERMINER.or(Classes::POSSESSIVE)) || self.is_nominal(end + 1);
        let verb = (end + 1..close).any(|index| self.verb(index).is_some() && !self.is_capital(index));
        let ing = self.word(end + 1).ends_with("ing");
        if lead && !verb && !ing && close > end + 1 && (close >= high || self.is_comma(close) || self.is_stop(close)) { close } else { end }
    }
}
