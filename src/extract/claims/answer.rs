//! Contrary accounts: what is said in answer to a statement. Comes in: drafts and quotations. Goes out: pairs of a statement and the words that may
//! contest it, with the features by which the model `answer` judges them.
//!
//! "Quill said the dam was safe. But inspectors found cracks in it." has no wording that denies. So every statement is paired with what follows it
//! within a few sentences in somebody else's voice, and a small linear model, trained on annotated articles, says how likely the one contests the other.

use super::extent::trim;
use super::scene::{Draft, Scene, Who};
use super::words::{is_auxiliary, is_negation};
use crate::claim::Status;
use crate::lexicon::answers::{AnswerWord, answer_word};
use crate::lexicon::words::{Classes, classes};
use crate::quotation::{CueClass, QuotationKind};
use crate::span::Span;
use crate::text::{Text, TokenKind};
use std::ops::Range;
use std::rc::Rc;

/// How far an answer may stand behind a statement, in sentences.
const WITHIN: u32 = 3;
/// Longest evidence of an answer, in tokens.
const EVIDENCE: usize = 30;
/// Share of a sentence's tokens that a quotation must cover to hold its floor.
const FLOOR: f32 = 0.3;
/// Shortest statement, in tokens.
const SHORTEST: usize = 4;

/// What a statement is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stated {
    /// An allegation that no wording contests: the draft of this number.
    Draft(usize),
    /// The quotation of this number, of which there is no draft.
    Quotation(usize),
}

/// A statement and what may contest it.
#[derive(Clone, Debug)]
pub(super) struct Answer {
    pub stated: Stated,
    pub proposition: Vec<Span>,
    pub contester: Option<Who>,
    pub evidence: Span,
    pub features: Vec<&'static str>,
}

struct Statement {
    stated: Stated,
    spans: Vec<Span>,
    voice: Option<Who>,
    /// Features that do not depend on the answer.
    features: Vec<&'static str>,
    stems: Vec<String>,
    negated: bool,
    numbers: Vec<String>,
}

/// What a stretch of a sentence says in itself, whatever it may answer.
struct Reply {
    tokens: Range<usize>,
    /// Who speaks, and the quotation that does.
    floor: Option<Who>,
    said: Option<usize>,
    /// Features that do not depend on the statement.
    features: Vec<&'static str>,
    stems: Vec<String>,
    numbers: Vec<String>,
    negations: Vec<usize>,
    pronoun: bool,
}

/// Replies by sentence, each read when it is first asked for: neighbouring statements have the same ones.
struct Replies<'a> {
    scene: &'a Scene<'a>,
    /// By sentence, the quotations with content in it, ascending.
    quotations: Vec<Vec<usize>>,
    known: Vec<Option<Rc<Reply>>>,
}

impl<'a> Replies<'a> {
    fn new(scene: &'a Scene<'a>) -> Replies<'a> {
        let mut quotations: Vec<Vec<usize>> = vec![Vec::new(); scene.text.sentences.len()];
        for (place, quotation) in scene.quotations.iter().enumerate() {
            for tokens in quotation.content.iter().map(|span| scene.text.tokens_in(*span)).filter(|tokens| !tokens.is_empty()) {
                for sentence in scene.sentence(tokens.start)..=scene.sentence(tokens.end - 1) {
                    let places = &mut quotations[sentence as usize];
                    if places.last() != Some(&place) {
                        places.push(place);
                    }
                }
            }
        }
        Replies { scene, quotations, known: vec![None; scene.text.sentences.len()] }
    }

    /// The sentence of this number.
    fn sentence(&mut self, number: u32, tokens: &Range<usize>) -> Rc<Reply> {
        if let Some(reply) = &self.known[number as usize] {
            return reply.clone();
        }
        let reply = Rc::new(self.read(number, tokens.clone()));
        self.known[number as usize] = Some(reply.clone());
        reply
    }

    /// A stretch of the sentence of this number.
    fn read(&self, number: u32, tokens: Range<usize>) -> Reply {
        let text = self.scene.text;
        let (floor, said) = floor(self.scene, &self.quotations[number as usize], &tokens);
        let mut features = of_words(text, &tokens);
        features.extend(of_reply(self.scene, said));
        let (stems, numbers) = content(text, tokens.clone());
        let negations = tokens.clone().filter(|&index| is_negation(text.lower(index))).collect();
        let pronoun = tokens.clone().take(8).any(|index| classes(text.lower(index)).any(Classes::PRONOUN));
        Reply { tokens, floor, said, features, stems, numbers, negations, pronoun }
    }
}

/// Every statement with every sentence that may contest it, in text order of the statements.
pub(super) fn answers(scene: &Scene, drafts: &[Draft]) -> Vec<Answer> {
    let mut found = Vec::new();
    let mut replies = Replies::new(scene);
    for statement in statements(scene, drafts) {
        let Some(last) = statement.spans.last().map(|span| scene.text.tokens_in(*span)).filter(|tokens| !tokens.is_empty()) else {
            continue;
        };
        found.extend(within_sentence(&replies, &statement, last.end));
        let mut full = 0;
        for number in scene.sentence(last.end - 1) + 1.. {
            let Some(tokens) = scene.text.sentences.get(number as usize).filter(|tokens| !tokens.is_empty()) else { break };
            if scene.text.tokens[tokens.end - 1].kind == TokenKind::Punctuation {
                full += 1;
            }
            if full > WITHIN || number > scene.sentence(last.end - 1) + 2 * WITHIN {
                break;
            }
            found.extend(answer(scene, &statement, &replies.sentence(number, tokens), full as usize));
        }
    }
    found
}

/// Drafts that nobody contests yet, and the quotations that state something, drafts apart.
fn statements(scene: &Scene, drafts: &[Draft]) -> Vec<Statement> {
    let drafted = drafts.iter().enumerate().filter(|(_, draft)| draft.status == Status::Alleged);
    let mut found: Vec<Statement> =
        drafted.filter_map(|(place, draft)| statement(scene, Stated::Draft(place), draft.proposition.clone(), draft.claimant)).collect();
    for (place, quotation) in scene.quotations.iter().enumerate() {
        let class = quotation.cue.as_ref().map_or(CueClass::Neutral, |cue| cue.class);
        let states = !matches!(class, CueClass::Deny | CueClass::Ask | CueClass::Order | CueClass::Promise);
        let free = !drafts
            .iter()
            .any(|draft| draft.proposition.iter().any(|span| quotation.content.iter().any(|content| content.overlaps(*span))));
        if states && free && quotation.source.is_some() {
            let bare = quotation.content.iter().filter_map(|span| bare(scene.text, *span)).collect();
            found.extend(statement(scene, Stated::Quotation(place), bare, Some(Who::Voice(place))));
        }
    }
    // A heading is told again, not answered.
    let heading = scene.heading_end();
    found.retain(|statement| statement.spans.first().is_some_and(|span| scene.text.tokens_in(*span).start >= heading));
    found.sort_by_key(|statement| statement.spans.first().copied());
    found
}

/// Content without "that" and marks.
fn bare(text: &Text, span: Span) -> Option<Span> {
    let tokens = text.tokens_in(span);
    let start = if tokens.len() > 1 && text.lower(tokens.start) == "that" { tokens.start + 1 } else { tokens.start };
    trim(text, start..tokens.end).map(|tokens| text.span(&tokens))
}

fn statement(scene: &Scene, stated: Stated, spans: Vec<Span>, voice: Option<Who>) -> Option<Statement> {
    let text = scene.text;
    let tokens: Vec<usize> = spans.iter().flat_map(|span| text.tokens_in(*span)).collect();
    let words = tokens.iter().filter(|index| text.tokens[**index].kind != TokenKind::Punctuation).count();
    if words < SHORTEST && matches!(stated, Stated::Quotation(_)) {
        return None;
    }
    let mut features = vec![match stated {
        Stated::Draft(_) => "s draft",
        Stated::Quotation(_) => "s quotation",
    }];
    if let Stated::Quotation(place) = stated {
        features.extend(of_quotation(scene, place));
    }
    let any = |test: &dyn Fn(&str) -> bool| tokens.iter().any(|index| test(text.lower(*index)));
    let negated = any(&is_negation);
    features.extend(
        [
            any(&|word| matches!(word, "should" | "must" | "ought" | "need" | "needs")).then_some("s should"),
            any(&|word| matches!(word, "will" | "would" | "could" | "can" | "may" | "might" | "'ll" | "’ll")).then_some("s modal"),
            any(&|word| matches!(word, "i" | "we" | "my" | "our")).then_some("s first person"),
            any(&|word| matches!(word, "you" | "your")).then_some("s you"),
            any(&|word| word == "?").then_some("s question"),
            any(&|word| matches!(word, "was" | "were" | "had" | "did" | "has" | "have")).then_some("s past"),
            negated.then_some("s negated"),
            (words < 7).then_some("s short"),
            (words > 30).then_some("s long"),
            any(&|word| matches!(word, "all" | "every" | "everyone" | "nobody" | "never" | "always" | "most" | "only" | "any"))
                .then_some("s sweeping"),
        ]
        .into_iter()
        .flatten(),
    );
    let (stems, numbers) = content(text, tokens.iter().copied());
    if !numbers.is_empty() {
        features.push("s number");
    }
    Some(Statement { stated, spans, voice, features, stems, negated, numbers })
}

fn of_quotation(scene: &Scene, place: usize) -> Vec<&'static str> {
    let quotation = &scene.quotations[place];
    let mut features = vec![match quotation.kind {
        QuotationKind::Direct => "s direct",
        QuotationKind::Mixed => "s mixed",
        QuotationKind::Indirect => "s indirect",
    }];
    features.push(match quotation.cue.as_ref().map(|cue| cue.class) {
        None => "s no cue",
        Some(CueClass::Neutral) => "s neutral",
        Some(CueClass::Assert) => "s assert",
        Some(CueClass::Claim) => "s claim",
        Some(CueClass::Think) => "s think",
        Some(CueClass::Report) => "s report",
        Some(CueClass::Judge) => "s judge",
        Some(_) => "s other cue",
    });
    let named = quotation.speaker.as_ref().is_some_and(|resolved| resolved.confidence > 0.7);
    features.push(if named { "s sure speaker" } else { "s unsure speaker" });
    features.push(if quotation.confidence > 0.8 { "s sure" } else { "s unsure" });
    features
}

/// Stems of open-class words, and numbers.
fn content(text: &Text, tokens: impl Iterator<Item = usize>) -> (Vec<String>, Vec<String>) {
    let (mut stems, mut numbers) = (Vec::new(), Vec::new());
    for index in tokens {
        let word = text.lower(index);
        match text.tokens[index].kind {
            TokenKind::Punctuation => {}
            TokenKind::Number => numbers.push(word.to_owned()),
            _ if word.len() > 2 && classes(word).is_open() && !is_plain(word) => stems.push(stem(word).to_owned()),
            _ => {}
        }
    }
    stems.sort();
    stems.dedup();
    (stems, numbers)
}

/// Verbs of saying and other words that two unrelated sentences share.
fn is_plain(word: &str) -> bool {
    matches!(
        word,
        "said"
            | "says"
            | "say"
            | "told"
            | "people"
            | "going"
            | "think"
            | "know"
            | "get"
            | "got"
            | "one"
            | "mr"
            | "mrs"
            | "ms"
            | "would"
            | "like"
            | "just"
            | "want"
            | "make"
            | "made"
    )
}

/// The first letters of a word: enough for "diminished" and "diminishing".
pub(super) fn stem(word: &str) -> &str {
    let word = word.strip_suffix('s').unwrap_or(word);
    word.char_indices().nth(6).map_or(word, |(at, _)| &word[..at])
}

/// "…, but inspectors found cracks": the rest of the statement's own sentence.
fn within_sentence(replies: &Replies, statement: &Statement, from: usize) -> Option<Answer> {
    let (scene, text) = (replies.scene, replies.scene.text);
    let sentence = text.sentence_of(from.checked_sub(1)?);
    let opens = |index: &usize| matches!(answer_word(text.lower(*index)), Some(AnswerWord::Contrast | AnswerWord::Aside));
    let at = (from..sentence.end.min(from + 12)).find(opens)?;
    (sentence.end > at + 3).then(|| answer(scene, statement, &replies.read(scene.sentence(at), at..sentence.end), 0)).flatten()
}

/// One pair, unless who made the statement goes on.
fn answer(scene: &Scene, statement: &Statement, reply: &Reply, distance: usize) -> Option<Answer> {
    let text = scene.text;
    let tokens = &reply.tokens;
    let own = match (statement.voice, reply.floor) {
        (Some(voice), Some(floor)) => scene.same(voice, floor),
        _ => false,
    };
    let inner = statement.spans.iter().any(|span| text.tokens_in(*span).end > tokens.start && text.tokens_in(*span).start < tokens.end);
    if own || inner {
        return None;
    }
    let mut features = statement.features.clone();
    features.push(match (reply.floor, reply.said) {
        (Some(_), Some(_)) => "a other speaker",
        (None, Some(_)) => "a unknown speaker",
        _ => "a author",
    });
    features.push(["a same sentence", "a next", "a second", "a third"][distance.min(3)]);
    features.extend(&reply.features);
    features.extend(shared(text, statement, reply));
    let first = statement.spans.first().map(|span| text.tokens_in(*span).start)?;
    let apart = text.tokens[tokens.start].paragraph - text.tokens[first].paragraph;
    features.push(["a same paragraph", "a next paragraph", "a later paragraph"][(apart as usize).min(2)]);
    crossed(statement, &mut features);
    let words = reply.said.and_then(|place| within(text, &scene.quotations[place].content, tokens)).unwrap_or_else(|| tokens.clone());
    let evidence = trim(text, words.start..words.end.min(words.start + EVIDENCE))?;
    Some(Answer {
        stated: statement.stated,
        proposition: statement.spans.clone(),
        contester: reply.floor,
        evidence: text.span(&evidence),
        features,
    })
}

/// Who speaks in `tokens`, and which of these quotations does; the article, where none covers enough of it.
fn floor(scene: &Scene, quotations: &[usize], tokens: &Range<usize>) -> (Option<Who>, Option<usize>) {
    let covered = |place: &usize| {
        let spans = &scene.quotations[*place].content;
        spans
            .iter()
            .map(|span| scene.text.tokens_in(*span))
            .map(|content| content.end.min(tokens.end).saturating_sub(content.start.max(tokens.start)))
            .sum::<usize>()
    };
    let best = quotations.iter().copied().max_by_key(covered).filter(|place| covered(place) as f32 >= FLOOR * tokens.len() as f32);
    match best {
        Some(place) => (scene.quotations[place].speaker.as_ref().map(|_| Who::Voice(place)), Some(place)),
        None => (Some(Who::Author), None),
    }
}

/// The part of a quotation's content that lies in `tokens`.
fn within(text: &Text, content: &[Span], tokens: &Range<usize>) -> Option<Range<usize>> {
    let parts = content.iter().map(|span| text.tokens_in(*span)).map(|part| part.start.max(tokens.start)..part.end.min(tokens.end));
    parts.filter(|part| !part.is_empty()).max_by_key(|part| part.len())
}

/// How the answer opens, and what kinds of words it holds.
fn of_words(text: &Text, tokens: &Range<usize>) -> Vec<&'static str> {
    let mut features = Vec::new();
    let is_word = |index: &usize| text.tokens[*index].kind != TokenKind::Punctuation;
    let mut words = tokens.clone().filter(is_word);
    let first = words.next().unwrap_or(tokens.start);
    let second = words.next().map_or("", |index| text.lower(index));
    features.push(match (answer_word(text.lower(first)), text.lower(first)) {
        (Some(AnswerWord::Contrast), "but") => "a opens but",
        (Some(AnswerWord::Contrast), "however") => "a opens however",
        (Some(AnswerWord::Contrast), _) => "a opens yet",
        (Some(AnswerWord::Instead), _) => "a opens instead",
        (Some(AnswerWord::EvenSo), _) => "a opens even so",
        (Some(AnswerWord::Aside), _) => "a opens while",
        (Some(AnswerWord::Fact), _) => "a opens in fact",
        (_, "in") if matches!(second, "fact" | "reality" | "truth") => "a opens in fact",
        (_, "no" | "nope" | "wrong" | "false" | "not" | "nonsense") => "a opens no",
        (_, "it" | "that" | "this" | "they" | "those" | "these") => "a opens pointer",
        (_, "he" | "she") => "a opens he",
        (_, "i" | "we") => "a opens i",
        (_, "the") if matches!(second, "truth" | "fact" | "reality" | "problem") => "a opens in fact",
        _ => "a opens otherwise",
    });
    let has = |class| tokens.clone().any(|index| answer_word(text.lower(index)) == Some(class));
    features.extend(
        [(AnswerWord::Doubt, "a doubt"), (AnswerWord::Record, "a record"), (AnswerWord::Fact, "a actually")]
            .into_iter()
            .filter(|(class, _)| has(*class))
            .map(|(_, name)| name),
    );
    let however = (first + 1..tokens.end).any(|index| text.lower(index) == "however");
    features.extend(however.then_some("a however"));
    let question = tokens.clone().any(|index| text.lower(index) == "?");
    features.extend(question.then_some("a question"));
    features.extend((tokens.len() < 8).then_some("a short"));
    features
}

/// How the quotation that holds the answer is reported.
fn of_reply(scene: &Scene, said: Option<usize>) -> Vec<&'static str> {
    let Some(quotation) = said.map(|place| &scene.quotations[place]) else { return Vec::new() };
    let mut features = vec![match quotation.cue.as_ref().map(|cue| cue.class) {
        None => "a no cue",
        Some(CueClass::Neutral) => "a neutral",
        Some(CueClass::Deny) => "a deny",
        Some(CueClass::Assert) => "a assert",
        Some(CueClass::Judge) => "a judge",
        Some(CueClass::Think) => "a think",
        Some(CueClass::Claim) => "a claim",
        Some(_) => "a other cue",
    }];
    let cue = quotation.cue.as_ref().map(|cue| scene.text.tokens_in(cue.span)).unwrap_or(0..0);
    features.extend(cue.clone().any(|index| answer_word(scene.text.lower(index)) == Some(AnswerWord::Reply)).then_some("a replies"));
    features.extend(cue.clone().any(|index| answer_word(scene.text.lower(index)) == Some(AnswerWord::Doubt)).then_some("a cue doubts"));
    features
}

/// What statement and answer share: words, negation, numbers.
fn shared(text: &Text, statement: &Statement, reply: &Reply) -> Vec<&'static str> {
    let Reply { tokens, stems, numbers, negations, .. } = reply;
    let common = statement.stems.iter().filter(|stem| stems.binary_search(stem).is_ok()).count();
    let mut features = vec![["shares none", "shares 1", "shares 2", "shares 3", "shares more"][common.min(4)]];
    let share = common as f32 / statement.stems.len().max(1) as f32;
    features.push(if share >= 0.5 {
        "shares half"
    } else if share >= 0.25 {
        "shares a quarter"
    } else {
        "shares little"
    });
    let negated = !negations.is_empty();
    features.extend(negated.then_some("a negated"));
    let near =
        |at: &usize| (*at + 1..tokens.end.min(*at + 7)).any(|index| statement.stems.iter().any(|known| known == stem(text.lower(index))));
    features.extend((negations.iter().any(near)).then_some("negates shared"));
    if negated != statement.negated {
        features.push(if common > 0 { "one negated, shares" } else { "one negated" });
    }
    let same_auxiliary =
        negations.iter().any(|&at| is_auxiliary(text.lower(at)) || (at > tokens.start && is_auxiliary(text.lower(at - 1))));
    features.extend(same_auxiliary.then_some("a negated verb"));
    if !statement.numbers.is_empty() && !numbers.is_empty() {
        let other = numbers.iter().any(|number| !statement.numbers.contains(number));
        features.push(if other && common > 0 { "other numbers" } else { "numbers" });
    }
    features.extend(reply.pronoun.then_some("a pronoun early"));
    features
}

/// Conjunctions of features that a sum cannot make.
fn crossed(statement: &Statement, features: &mut Vec<&'static str>) {
    let has = |name: &str| features.contains(&name);
    let contrast = [
        "a opens but",
        "a opens however",
        "a opens yet",
        "a opens instead",
        "a opens in fact",
        "a opens even so",
        "a however",
        "a same sentence",
    ];
    let contrasts = contrast.iter().any(|name| has(name));
    let author = has("a author");
    let distanced = matches!(statement.stated, Stated::Draft(_)) || has("s claim") || has("s assert") || has("s think");
    let shares = !has("shares none");
    let crosses = [
        (contrasts && author, "contrast by author"),
        (contrasts && !author, "contrast by other"),
        (contrasts && has("a negated"), "contrast, negated"),
        (contrasts && has("one negated, shares"), "contrast, one negated"),
        (contrasts && distanced, "contrast, distanced"),
        (contrasts && shares && author, "contrast, shares, author"),
        (has("a doubt") && has("a next"), "doubt next"),
        (has("a doubt") && shares, "doubt, shares"),
        (has("one negated, shares") && !author, "one negated, other speaker"),
        (has("one negated, shares") && has("a next"), "one negated, next"),
        (has("negates shared") && !author, "negates shared, other speaker"),
        (distanced && has("a next") && author, "distanced, next, author"),
        (has("a record") && shares && author, "record, shares"),
        (has("a question") && has("a short") && !author, "short question"),
    ];
    let new: Vec<&'static str> = crosses.into_iter().filter(|(holds, _)| *holds).map(|(_, name)| name).collect();
    features.extend(new);
}
