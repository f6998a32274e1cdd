//! Words that the scorer treats in a way of their own. Comes in: a lower-case word. Goes out: whether it identifies a source, whether it is a verb of speech.
//!
//! The lists are the PolNeAR scorer's. They are part of the measure, not knowledge of the extractor, so they stay apart from `data/lexicon`.

use std::collections::HashSet;
use std::sync::LazyLock;

/// Determiners, titles and function words: they identify nobody.
const IGNORED: &str = "a an the this that these those some any each every all both no his her its their our my your another such what which
whose mr mrs ms miss dr prof professor sir lord lady sen senator rep representative gov governor president vice secretary judge justice gen
general col lt capt sgt maj rev father sister king queen prince princess mayor congressman congresswoman former ex of for and or in on at by
with from to as who whom s is was has had have been also not but";

/// Pronouns, which are no names even with a capital letter.
const PRONOUNS: [&str; 7] = ["he", "she", "they", "it", "i", "we", "you"];

/// Words that make a cue one of speech, beside beliefs, intentions and attitudes.
const SPEECH: &str = "say says said saying tell tells told telling according add adds added adding state states stated stating announce announces
announced announcing claim claims claimed claiming argue argues argued arguing note notes noted noting explain explains explained explaining
insist insists insisted insisting report reports reported reporting ask asks asked asking reply replies replied replying respond responds
responded responding declare declares declared declaring tweet tweets tweeted tweeting write writes wrote writing written warn warns warned
warning deny denies denied denying admit admits admitted admitting acknowledge acknowledges acknowledged acknowledging suggest suggests suggested
suggesting assert asserts asserted asserting allege alleges alleged alleging accuse accuses accused accusing charge charges charged criticize
criticizes criticized criticizing call calls called calling describe describes described describing tout touts touted joke jokes joked joking quip
quips quipped remark remarks remarked remarking comment comments commented commenting mention mentions mentioned mentioning promise promises
promised promising vow vows vowed vowing pledge pledges pledged pledging urge urges urged urging reveal reveals revealed revealing recall recalls
recalled recalling continue continues continued continuing conclude concludes concluded concluding predict predicts predicted predicting confirm
confirms confirmed confirming complain complains complained complaining contend contends contended contending maintain maintains maintained cite
cites cited citing read reads testify testifies testified shout shouted yell yelled repeat repeats repeated repeating counter countered counters
quote quoted quotes statement";

static IGNORED_SET: LazyLock<HashSet<&str>> = LazyLock::new(|| IGNORED.split_whitespace().collect());
static SPEECH_SET: LazyLock<HashSet<&str>> = LazyLock::new(|| SPEECH.split_whitespace().collect());

/// True for a word that says nothing of who a source is.
pub fn is_ignored(lower: &str) -> bool {
    IGNORED_SET.contains(lower)
}

/// True for a word of a cue of speech.
pub fn is_speech(lower: &str) -> bool {
    SPEECH_SET.contains(lower)
}

/// True for a personal pronoun.
pub fn is_pronoun(lower: &str) -> bool {
    PRONOUNS.contains(&lower)
}
