//! What the model `keep` sees of a claim. Comes in: a draft with its parties resolved. Goes out: names of features; their weights are in `data/model/claims.tsv`.

use super::extent::is_mark;
use super::scene::{Draft, Scene, Way, Who};
use super::words::{is_auxiliary, is_be, is_determiner, is_negation, is_preposition, is_relative, is_subject_pronoun};
use crate::claim::Claim;
use crate::extract::speakers::Cast;
use crate::lexicon::answers::is_opinion;
use crate::lexicon::triggers::Frame;
use crate::speaker::{SpeakerId, SpeakerKind};
use crate::text::{Text, TokenKind};
use std::borrow::Cow;

/// Letters of a wording's first word that tell it from others, whatever its ending.
const ROOT: usize = 5;

/// The name of a feature.
pub type Feature = Cow<'static, str>;

/// Every feature of a claim that was made of `draft`.
pub(super) fn features(scene: &Scene, draft: &Draft, claim: &Claim, cast: &Cast) -> Vec<Feature> {
    let mut found = of_wordings(draft);
    let text = scene.text;
    let tokens: Vec<usize> = draft.proposition.iter().flat_map(|span| text.tokens_in(*span)).collect();
    found.extend(of_words(text, &tokens).into_iter().map(Cow::Borrowed));
    found.extend(crossed(&found, draft).into_iter().map(Cow::Borrowed));
    found.extend(of_place(scene, draft, &tokens).into_iter().map(Cow::Borrowed));
    found.extend(of_parties(draft, claim, cast).into_iter().map(Cow::Borrowed));
    found
}

fn of_wordings(draft: &Draft) -> Vec<Feature> {
    let mut found: Vec<Feature> = Vec::new();
    for wording in &draft.wordings {
        let Some(trigger) = wording else {
            found.push("frame claim noun".into());
            continue;
        };
        let word = trigger.phrase.split([' ', '|', '?']).next().unwrap_or_default();
        let root = word.char_indices().nth(ROOT).map_or(word, |(at, _)| &word[..at]);
        found.push(format!("cue {root}").into());
        found.push(format!("frame {}", frame(trigger.frame)).into());
        found.push(format!("frame {} {}", frame(trigger.frame), trigger.status.as_str()).into());
    }
    found.push(format!("status {}", draft.status.as_str()).into());
    found.push(match draft.way {
        Way::Here => "way here".into(),
        Way::Quotation => "way quotation".into(),
        Way::Apposed => "way apposed".into(),
        Way::Charge => "way charge".into(),
        Way::Answered(_) => "way answered".into(),
    });
    found.extend((draft.wordings.len() > 1).then_some(Cow::Borrowed("several wordings")));
    found.sort();
    found.dedup();
    found
}

/// Conjunctions that a sum cannot make: "claimed victory", "accused of racism", "allegations of bias".
fn crossed(found: &[Feature], draft: &Draft) -> Vec<&'static str> {
    let has = |name: &str| found.iter().any(|feature| feature == name);
    let short = has("1 word") || has("2 words") || has("3 words");
    let phrase = !has("verb") && !has("starts gerund") && !has("starts pronoun");
    let alone = draft.wordings.len() == 1;
    [
        (has("frame object alleged") && phrase, "claimed a phrase"),
        (has("frame object disputed") && phrase, "denied a phrase"),
        (has("frame of") && phrase, "accused of a phrase"),
        (has("frame of") && short && alone, "accused of little"),
        (has("frame claim noun") && phrase, "allegations of a phrase"),
        (has("frame claim noun") && short && alone, "allegations of little"),
        (has("frame adverb") && !has("verb"), "adverb without verb"),
        (has("frame phrase") && short, "no evidence of little"),
        (has("opinion") && alone, "opinion alone"),
        (has("cue insis") && has("future"), "insisted future"),
        (has("cue insis") && !has("verb"), "insisted no verb"),
        (has("cue insis") && has("opinion"), "insisted opinion"),
        (has("cue accus") && has("opinion"), "accused opinion"),
        (has("frame object disputed") && short && phrase, "denied little"),
    ]
    .into_iter()
    .filter(|(holds, _)| *holds)
    .map(|(_, name)| name)
    .collect()
}

fn frame(frame: Frame) -> &'static str {
    match frame {
        Frame::Clause => "clause",
        Frame::Object => "object",
        Frame::Noun => "noun",
        Frame::Of => "of",
        Frame::With => "with",
        Frame::Modifier => "modifier",
        Frame::Adverb => "adverb",
        Frame::Phrase => "phrase",
        Frame::Subject => "subject",
        Frame::Back => "back",
        Frame::Support => "support",
        Frame::False => "false",
        Frame::Without => "without",
        Frame::Verdict => "verdict",
        Frame::Short => "short",
    }
}

/// The shape of the proposition.
fn of_words(text: &Text, tokens: &[usize]) -> Vec<&'static str> {
    let words: Vec<usize> = tokens.iter().copied().filter(|&index| text.tokens[index].kind != TokenKind::Punctuation).collect();
    let (Some(&first), Some(&last)) = (words.first(), words.last()) else { return vec!["empty"] };
    let any = |test: &dyn Fn(&str) -> bool| words.iter().any(|&index| test(text.lower(index)));
    let start = text.lower(first);
    let end = text.lower(last);
    let quoted = words.iter().filter(|&&index| text.is_quoted(index)).count();
    let verb = words
        .iter()
        .skip(1)
        .any(|&index| is_auxiliary(text.lower(index)) || (text.lower(index).ends_with("ed") && text.lower(index).len() > 4));
    let length = match words.len() {
        1 => "1 word",
        2 => "2 words",
        3..=4 => "3 words",
        5..=8 => "5 words",
        9..=20 => "9 words",
        21..=35 => "21 words",
        _ => "36 words",
    };
    let mut found = vec![length, if verb { "verb" } else { "no verb" }];
    let upper = words.iter().skip(1).any(|&index| text.word(index).starts_with(char::is_uppercase));
    let mixed = quoted > 0 && quoted < words.len();
    found.extend(
        [
            (upper, "name"),
            (quoted == words.len(), "all quoted"),
            (mixed, "partly quoted"),
            (start.ends_with("ing") && start.len() > 4, "starts gerund"),
            (is_determiner(start), "starts determiner"),
            (is_subject_pronoun(start), "starts pronoun"),
            (is_be(start) || is_auxiliary(start), "starts auxiliary"),
            (is_preposition(start), "starts preposition"),
            (is_relative(start) || matches!(start, "and" | "or" | "but" | "how" | "why"), "starts badly"),
            (is_preposition(end) || is_determiner(end) || is_relative(end), "ends badly"),
            (any(&|word| matches!(word, "should" | "must" | "ought" | "deserves" | "deserve")), "should"),
            (any(&|word| matches!(word, "will" | "would" | "could" | "might" | "may" | "can")), "modal"),
            (any(&|word| matches!(word, "will" | "won't" | "won’t" | "going" | "'ll" | "’ll")), "future"),
            (any(&|word| matches!(word, "i" | "we" | "my" | "our" | "us")), "first person"),
            (any(&is_negation), "negated"),
            (any(&is_opinion), "opinion"),
            (any(&|word| matches!(word, "https" | "http" | "photo" | "image" | "getty" | "advertisement" | "@")), "web"),
            (words.iter().any(|&index| text.tokens[index].kind == TokenKind::Number), "number"),
            (tokens.iter().any(|&index| text.lower(index) == "?"), "question"),
            (tokens.iter().any(|&index| is_mark(text.word(index))), "marks"),
            (text.word(first).starts_with(char::is_uppercase), "starts upper"),
        ]
        .into_iter()
        .filter(|(holds, _)| *holds)
        .map(|(_, name)| name),
    );
    found
}

/// Where proposition and evidence stand.
fn of_place(scene: &Scene, draft: &Draft, tokens: &[usize]) -> Vec<&'static str> {
    let text = scene.text;
    let (Some(&first), Some(&last)) = (tokens.first(), tokens.last()) else { return Vec::new() };
    let mut found = Vec::new();
    found.extend((first < scene.heading_end()).then_some("heading"));
    let at = draft.at.min(text.tokens.len() - 1);
    found.extend((text.is_quoted(at)).then_some("wording quoted"));
    let around = scene.around(text.tokens[at].span);
    found.extend((around.is_some() && !text.is_quoted(at)).then_some("wording reported"));
    let gap = if at < first { first - at } else { at.saturating_sub(last) };
    let crosses = scene.sentence(at) != scene.sentence(first);
    found.push(match (crosses, gap) {
        (true, _) => "across sentences",
        (_, 0..=3) => "gap none",
        (_, 4..=10) => "gap some",
        _ => "gap wide",
    });
    found.extend((scene.sentence(first) < 4).then_some("early"));
    let paragraph = text.paragraph_of(at);
    let ends = text.tokens[paragraph.end - 1].kind == TokenKind::Punctuation;
    found.extend((!ends).then_some("no full paragraph"));
    found
}

fn of_parties(draft: &Draft, claim: &Claim, cast: &Cast) -> Vec<&'static str> {
    let kind = |speaker: SpeakerId| cast.speakers().get(speaker.0 as usize).map_or(SpeakerKind::None, |speaker| speaker.kind);
    let mut found = vec![match (draft.claimant, claim.claimant.map(|party| kind(party.speaker))) {
        (None, _) => "no claimant",
        (_, None) => "claimant lost",
        (_, Some(SpeakerKind::Person)) => "claimant person",
        (_, Some(SpeakerKind::Organization)) => "claimant body",
        (_, Some(SpeakerKind::Group)) => "claimant group",
        (_, Some(SpeakerKind::Unnamed)) => "claimant unnamed",
        (_, Some(_)) => "claimant other",
    }];
    let contesters = || claim.challenges.iter().filter_map(|challenge| challenge.contester);
    let named = contesters().any(|party| matches!(kind(party.speaker), SpeakerKind::Person | SpeakerKind::Organization));
    let author = draft.challenges.iter().any(|(who, _)| *who == Some(Who::Author));
    found.push(match (claim.challenges.is_empty(), named, author) {
        (true, _, _) => "no challenge",
        (_, true, _) => "contester named",
        (_, _, true) => "contester author",
        _ => "contester other",
    });
    found.extend((claim.claimant.is_some() && contesters().next().is_some()).then_some("both parties"));
    found
}
