//! One sentence-case a rule, people and places invented. Comes in: a body with its sources in [brackets]. Goes out: whom each means.

use super::*;
use crate::extract::mentions::mention;
use crate::quotation::QuotationKind;
use crate::text::{CodePoints, TokenKind};
use proptest::prelude::*;

/// The body without brackets, and the spans they held.
fn marked(body: &str) -> (String, Vec<Span>) {
    let (mut plain, mut spans, mut start) = (String::new(), Vec::new(), 0);
    for c in body.chars() {
        match c {
            '[' => start = plain.len(),
            ']' => spans.push(Span::new(start, plain.len())),
            _ => plain.push(c),
        }
    }
    (plain, spans)
}

fn article(body: &str, headline: Option<&str>) -> Article {
    Article { headline: headline.map(str::to_owned), ..Article::of_body("test.txt", body) }
}

fn attribution(source: Option<Span>, content: Vec<Span>, text: &Text, follows: Option<usize>) -> Attribution {
    let source = source.map(|span| mention(text, span));
    Attribution { kind: QuotationKind::Indirect, content, quoted: Vec::new(), cue: None, source, follows, confidence: 1.0, why: Vec::new() }
}

/// Name and kind of every bracketed source; what is reported is the quoted region next after it, if any.
fn cast(body: &str, headline: Option<&str>) -> (Vec<(String, SpeakerKind)>, Cast) {
    let (plain, spans) = marked(body);
    let text = Text::new(&plain);
    let after = |span: &Span| text.regions.iter().map(|region| region.inner).find(|inner| inner.start > span.end);
    let attributions: Vec<_> = spans.iter().map(|span| attribution(Some(*span), after(span).into_iter().collect(), &text, None)).collect();
    let mut cast = Cast::gather(&text, &article(&plain, headline), &attributions);
    let resolved = cast.resolve_all(&text, &attributions);
    let named = resolved.into_iter().flatten().map(|resolved| {
        let speaker = &cast.speakers()[resolved.speaker.0 as usize];
        (speaker.name.clone().unwrap_or_default(), speaker.kind)
    });
    (named.collect(), cast)
}

pub(super) fn names(body: &str) -> Vec<String> {
    cast(body, None).0.into_iter().map(|(name, _)| name).collect()
}

pub(super) fn kinds(body: &str) -> Vec<SpeakerKind> {
    cast(body, None).0.into_iter().map(|(_, kind)| kind).collect()
}

#[test]
fn a_last_name_leads_to_the_fullest_name_wherever_it_stands() {
    assert_eq!(names("[Tarn] said no. Later Wanda J. Tarn left, and [Ms. Tarn] said yes."), ["Wanda J. Tarn", "Wanda J. Tarn"]);
}

#[test]
fn a_last_name_is_no_given_name_of_whatever_begins_with_it() {
    assert_eq!(names("The talks at Sarkov Loom went on. [Sarkov] said no."), ["Sarkov"]);
    assert_eq!(names("He met President Vei Lansho. [Vei] said no."), ["Vei Lansho"]);
}

#[test]
fn the_headline_gives_a_full_name_that_the_body_does_not() {
    let (named, _) = cast("In Varn, [Quill] said no.", Some("Otto Quill Says No to Varn"));
    assert_eq!(named[0].0, "Otto Quill");
}

#[test]
fn a_description_with_an_and_in_it_is_of_one() {
    let one = [
        "[Otto Quill, a political scientist at the Varn Institute and author of two books, The Harbour and The Loom,] said no.",
        "[Wanda Quill, professor of sociology and harbour studies at Varn College in Overby,] said no.",
        "[Bruno Quill, the former prosecutor, mayor, and ally of those opposed,] said no.",
    ];
    assert_eq!(one.map(|body| names(body)[0].clone()), ["Otto Quill", "Wanda Quill", "Bruno Quill"]);
    assert_eq!(kinds("[Governor Wanda Quill, the leaders of the council, and several aides] said no."), [SpeakerKind::Group]);
}

#[test]
fn the_girl_is_a_girl_brought_in_before_and_nobody_with_a_name() {
    let body =
        "Senator Wanda Quill met pupils in Varn. Quill spoke of tax. [A young girl] asked about rain. Quill waited. [The girl] said no.";
    assert_eq!(names(body)[1], "The girl");
    let body = "Wanda Quill, a candidate for mayor, met pupils in Varn. Quill spoke of tax. [The candidate] said no.";
    assert_eq!(names(body), ["Wanda Quill"]);
}

#[test]
fn two_of_one_last_name_are_told_apart_by_title() {
    let body = "Bruno Quill met Wanda Quill. Then [Mrs. Quill] said no and [Mr. Quill] said yes.";
    assert_eq!(names(body), ["Wanda Quill", "Bruno Quill"]);
}

#[test]
fn he_and_she_are_told_apart_by_given_names() {
    let body = "Bruno Tarn met Wanda Quill in Varn. [She] said no. [He] said yes.";
    assert_eq!(names(body), ["Wanda Quill", "Bruno Tarn"]);
}

#[test]
fn he_is_whoever_spoke_last_rather_than_whom_they_spoke_of() {
    let body = "[Bruno Tarn] said, \"Otto Quill has left.\"\n\"It was late,\" [he] said.";
    assert_eq!(names(body), ["Bruno Tarn", "Bruno Tarn"]);
}

#[test]
fn a_role_leads_to_its_holder() {
    let body = "Governor Wanda Tarn met Senator Otto Quill. [The senator] said no. [The governor] said yes.";
    assert_eq!(names(body), ["Otto Quill", "Wanda Tarn"]);
}

#[test]
fn an_apposition_names_in_either_order() {
    let body = "[His campaign manager, Jo Tarn,] said no. [Otto Quill, a spokesman for the water board,] said yes.";
    assert_eq!(names(body), ["Jo Tarn", "Otto Quill"]);
}

#[test]
fn a_role_stands_before_a_name_without_being_part_of_it() {
    let (named, cast) = cast("[Ostanian foreign policy chief Jo Tarn] said no.", None);
    assert_eq!(named[0], ("Jo Tarn".into(), SpeakerKind::Person));
    assert_eq!(cast.speakers()[0].role.as_deref(), Some("Ostanian foreign policy chief"));
}

#[test]
fn who_is_the_noun_before_it_and_never_a_place() {
    assert_eq!(names("It was Jo Tarn of Ohio, [who] said no."), ["Jo Tarn"]);
}

#[test]
fn joint_speakers_are_joined_and_mixed_ones_are_a_group() {
    let body = "Otto Quill met Jo Tarn. [Quill and Tarn] said no. [Quill and his aides] said yes.";
    let (named, _) = cast(body, None);
    assert_eq!(named, [("Otto Quill & Jo Tarn".into(), SpeakerKind::Person), ("Quill and his aides".into(), SpeakerKind::Group)]);
}

#[test]
fn officials_stay_unnamed_and_voters_are_a_group() {
    assert_eq!(
        kinds("[Officials] said no. [Voters] said yes. [One aide] said so."),
        [SpeakerKind::Unnamed, SpeakerKind::Group, SpeakerKind::Unnamed]
    );
}

#[test]
fn an_indefinite_person_is_nobody_just_named() {
    let (named, _) = cast("Bruno Tarn left. [A lawyer] said no.", None);
    assert_eq!(named, [("A lawyer".into(), SpeakerKind::Unnamed)]);
}

#[test]
fn acronyms_and_short_names_lead_to_the_bodys_full_name() {
    let body = "The Varn Harbour Committee (VHC) met. [The VHC] said no. [The committee] said yes.";
    assert_eq!(names(body), ["Varn Harbour Committee", "Varn Harbour Committee"]);
}

#[test]
fn a_campaign_belongs_to_its_candidate() {
    let body = "Jo Tarn spoke. The Jo Tarn presidential campaign met. [Her campaign] said no. [Tarn’s campaign] said yes.";
    assert_eq!(names(body), ["Jo Tarn presidential campaign", "Jo Tarn presidential campaign"]);
}

#[test]
fn places_that_speak_are_organizations() {
    assert_eq!(kinds("[Kyiv] said no, and [the White House] said yes."), [SpeakerKind::Organization, SpeakerKind::Organization]);
}

#[test]
fn a_poll_speaks_for_whoever_made_it() {
    assert_eq!(names("[A Varn Institute poll] found so."), ["Varn Institute"]);
}

#[test]
fn the_first_person_is_the_speaker_in_quotation_marks_and_the_author_outside() {
    let body = "[Jo Tarn] said: \"[I] told them no.\" And [I] said so.";
    assert_eq!(kinds(body), [SpeakerKind::Person, SpeakerKind::Person, SpeakerKind::Author]);
}

#[test]
fn a_pronoun_that_nobody_fits_names_nobody() {
    let (named, _) = cast("Rain fell. [She] said no. [They] said yes.", None);
    assert_eq!(named[0].1, SpeakerKind::None);
    assert_eq!(named[1].1, SpeakerKind::Group);
}

#[test]
fn nicknames_lead_to_the_given_name_they_are_short_for() {
    assert_eq!(names("William Tarn came. Bill Tarn sat. [Tarn] said no."), ["William Tarn"]);
    let (_, cast) = cast("[Bill Tarn] said no. [Robert Tarn] said yes.", None);
    assert_eq!(cast.speakers().len(), 2);
}

#[test]
fn a_last_name_may_look_like_a_title() {
    assert_eq!(names("[Representative Ana T. King, a Varn lawyer], said no. [King] left."), ["Ana T. King", "Ana T. King"]);
}

#[test]
fn a_subject_is_nobody_whom_its_own_clause_names() {
    assert_eq!(names("Max Tarn met Ben Quill. [He] accused Quill of lying.")[0], "Max Tarn");
}

#[test]
fn a_pronoun_between_two_alike_names_nobody() {
    assert_eq!(cast("Ben Quill and Max Tarn came. [He] said no.", None).0[0].1, SpeakerKind::None);
}

#[test]
fn a_party_and_state_is_none_of_two_and_a_dateline_nobody() {
    assert_eq!(names("[Sens. Ana Quill, R-Arizona, and Jo Tarn, R-Ohio], said no."), ["Ana Quill & Jo Tarn"]);
    assert_eq!(cast("[Speaker Jo Tarn, R-Ohio, and other House leaders] said no.", None).0[0].1, SpeakerKind::Group);
    assert_eq!(names("[Washington (CNN) President Ana Quill] said no."), ["Ana Quill"]);
    assert_eq!(
        names("[An analysis from the nonpartisan Committee for a Responsible Harbour] said no."),
        ["Committee for a Responsible Harbour"]
    );
}

#[test]
fn a_female_voter_is_no_he() {
    let told = cast("[One female voter] said no. [He] left.", None).0;
    assert_eq!(told[1].1, SpeakerKind::None);
}

#[test]
fn both_are_the_two_named_before_and_no_two_camps() {
    let two = "Ben Quill left early. Max Tarn and Ana Varn stayed. [Both candidates] said no.";
    assert_eq!(names(two), ["Max Tarn & Ana Varn"]);
    let camps = "Max Tarn and Ana Varn stayed. [The two camps] said no.";
    assert_eq!(cast(camps, None).0[0].1, SpeakerKind::Group);
}

#[test]
fn a_name_behind_the_country_an_ambassador_is_sent_to_is_theirs() {
    assert_eq!(names("[Torrenia’s ambassador to Britain Liu Anlan] said no. [Ms. Liu] left."), ["Liu Anlan", "Liu Anlan"]);
}

#[test]
fn a_lawsuit_speaks_and_not_the_court_it_lies_in() {
    let body = "A lawsuit filed on Monday in [the Varn Commercial Court] alleges fraud. [The Varn Commercial Court] said no.";
    let named = cast(body, None).0;
    assert_eq!(named[0], ("A lawsuit".to_owned(), SpeakerKind::Organization));
    assert_eq!(named[1], ("Varn Commercial Court".to_owned(), SpeakerKind::Organization));
}

#[test]
fn a_foreign_president_is_not_the_one_at_home() {
    let named = cast("President Jo Tarn came. Tarn sat. [The French president] said no. [The president] agreed.", None).0;
    assert_eq!(named[0].1, SpeakerKind::Unnamed);
    assert_eq!(named[1].0, "Jo Tarn");
}

#[test]
fn an_office_has_no_shouts_before_it() {
    let (_, cast) = cast("CLOSE President Jo Tarn came. [Tarn] said no.", None);
    assert_eq!(cast.speakers()[0].role.as_deref(), Some("President"));
}

#[test]
fn a_bare_last_name_is_whoever_of_its_bearers_was_named_last() {
    let body = "Ada Quill met Ben Quill. Rain fell. Snow fell. It froze. It thawed. Ada Quill rose. [Quill] said no.";
    assert_eq!(names(body), ["Ada Quill"]);
    let (named, _) = cast("Ada Quill met Ben Quill. [Quill] said no.", None);
    assert_eq!(named[0], ("Quill".to_owned(), SpeakerKind::Unnamed));
}

#[test]
fn a_report_is_the_one_met_before_and_no_bodys_where_two_were_met() {
    let body =
        "[A report by the Varn Institute] said no. [The report] said why. [A report by the Ostan Council] said yes. [The report] ended.";
    let named = cast(body, None).0;
    assert_eq!(named[1].0, "Varn Institute");
    assert_eq!(named[3], ("the report".to_owned(), SpeakerKind::Organization));
}

#[test]
fn a_body_beside_its_noun_is_named() {
    assert_eq!(names("[Her team, Lumen-Varn], said no."), ["Lumen-Varn"]);
}

#[test]
fn polls_speak_for_a_body_and_several_bodies_are_a_group() {
    let (named, _) = cast("[A recent poll] found so. [The landmark agreement] says so. [Several newspapers] said no.", None);
    assert_eq!(named[1], ("the landmark agreement".to_owned(), SpeakerKind::Organization));
    assert_eq!(named[0], ("a recent poll".to_owned(), SpeakerKind::Organization));
    assert_eq!(named[2].1, SpeakerKind::Group);
}

#[test]
fn use_tells_places_and_companies_from_people() {
    let (named, _) = cast("Rain fell in Halm. [Halm] said its patrols had seen nothing. Shares of Dunvik fell. [Dunvik] said no.", None);
    assert_eq!(named[0], ("Halm".to_owned(), SpeakerKind::Organization));
    assert_eq!(named[1], ("Dunvik".to_owned(), SpeakerKind::Organization));
    let (named, _) = cast(
        "[Orle Valley Power] said no. [The haulage firm, Rask & Daughters], agreed. Rain fell on Vurtan, 52, who laughed. [Vurtan] left.",
        None,
    );
    assert_eq!(named[0].1, SpeakerKind::Organization);
    assert_eq!(named[1], ("Rask & Daughters".to_owned(), SpeakerKind::Organization));
    assert_eq!(named[2].1, SpeakerKind::Person);
}

#[test]
fn an_office_that_opens_a_sentence_is_no_part_of_the_name() {
    assert_eq!(names("[Secretary of State Jo F. Tarn] said no. Rain fell. [He] left."), ["Jo F. Tarn", "Jo F. Tarn"]);
    assert_eq!(names("[Head of parking Wanda Tarn] promised coins."), ["Wanda Tarn"]);
    assert_eq!(names("[His wife and current party nominee Olena Tarn] said no."), ["Olena Tarn"]);
}

#[test]
fn a_list_may_say_who_one_of_its_people_is() {
    assert_eq!(names("[Ben Quill and his Varnish counterpart, Wanda Breck], signed."), ["Ben Quill & Wanda Breck"]);
    assert_eq!(names("[The Varn Post and the Quillon newspaper chain] sued."), ["Varn Post & Quillon"]);
}

#[test]
fn the_only_bearer_of_a_last_name_may_be_kin() {
    assert_eq!(names("His wife, Wanda Tarn, left. [Tarn] said no."), ["Wanda Tarn"]);
    assert_eq!(names("His daughter, Wanda Tarn, left. President Tarn stayed. [Tarn] said no.")[0], "Tarn");
}

#[test]
fn a_president_is_not_his_son_and_which_is_no_person() {
    let body = "Ben Quill Jr. left. President Quill stayed. [Quill] said no. [The president] agreed.";
    assert_eq!(names(body), ["Quill", "Quill"]);
    assert_eq!(cast("A report on Ben Quill, [which] says no.", None).0[0].1, SpeakerKind::None);
    assert_eq!(names("Martin Quill King III spoke. [King] said no."), ["Martin Quill King III"]);
}

#[test]
fn other_people_who_rival_somebody_are_not_her_namesakes() {
    assert_eq!(names("Ada Quill ran. Other Quill challengers ran. [Quill] said no."), ["Ada Quill"]);
}

#[test]
fn a_last_name_a_letter_short_is_misspelt() {
    assert_eq!(names("Wanda Quillfeather came. [Quillfether] said no."), ["Wanda Quillfeather"]);
}

#[test]
fn two_or_three_are_a_few_and_two_in_three_are_many() {
    let (named, _) = cast("[Two neighbours] heard it. [Two in three voters] did not.", None);
    assert_eq!((named[0].1, named[1].1), (SpeakerKind::Unnamed, SpeakerKind::Group));
}

#[test]
fn the_team_of_a_candidate_is_the_campaign() {
    assert_eq!(names("The Tarn campaign began. [The Tarn team] said no."), ["Tarn campaign"]);
}

#[test]
fn a_body_is_described_without_its_relative_clause() {
    assert_eq!(names("[The police, who had a patrol in the street], say so."), ["the police"]);
}

#[test]
fn a_report_by_two_is_theirs() {
    assert_eq!(names("[A study by the Varn Institute and the Ostan Council] found so."), ["Varn Institute & Ostan Council"]);
}

#[test]
fn somebody_described_in_the_headline_is_the_only_one_of_that_job() {
    assert_eq!(names("[Judge] rules for the harbour\nRain fell. Ben Quill, a Varn judge, spoke.")[0], "Ben Quill");
    assert_eq!(names("[Varn judge] rules\nBen Quill, a judge, met Ada Tarn, a judge.")[0], "Varn judge");
}

#[test]
fn a_lawyer_is_whoever_stands_beside_the_client() {
    let body = "Ben Quill came with his lawyer, Ada Tarn. Snow fell. [Quill's lawyer] said no.";
    assert_eq!(names(body), ["Ada Tarn"]);
}

#[test]
fn a_bare_last_name_is_not_the_daughters() {
    let body = "President Quill came with his daughter Ada Quill. [Quill] said no. [The president] said yes.";
    assert_eq!(names(body), ["Quill", "Quill"]);
}

#[test]
fn initials_letters_and_homes_are_no_bar_to_a_last_name() {
    assert_eq!(names("J.K. Tarn came. [Tarn] said no."), ["J.K. Tarn"]);
    assert_eq!(names("Ada Quill KC came. [Miss Quill] said no."), ["Ada Quill"]);
    let body = "Ada Quill met Jo Tarn. [Quill and Sen. Jo Tarn of Ohio] said no.";
    assert_eq!(names(body), ["Ada Quill & Jo Tarn"]);
}

#[test]
fn they_are_the_two_just_joined() {
    assert_eq!(names("Ada Quill and Ben Tarn came. [They] said no."), ["Ada Quill & Ben Tarn"]);
}

#[test]
fn a_nominee_is_not_of_the_other_party() {
    let body = "Republican nominee Ben Quill sat. Democratic nominee Ada Tarn rose. Tarn stood. [The Republican nominee] said no.";
    assert_eq!(names(body), ["Ben Quill"]);
}

#[test]
fn the_first_person_is_the_writer_whom_the_last_line_names() {
    let body = "It was late. [I] told my son no. My day was long, and I slept.\nHe left.\nAda Quill is a baker in Ostan.";
    assert_eq!(names(body), ["Ada Quill"]);
}

#[test]
fn a_place_says_what_it_stands_for() {
    let (plain, spans) = marked("[Kyiv] said no.");
    let text = Text::new(&plain);
    let attributions = [attribution(Some(spans[0]), Vec::new(), &text, None)];
    let mut cast = Cast::gather(&text, &article(&plain, None), &attributions);
    let resolved = cast.resolve_all(&text, &attributions).remove(0).unwrap();
    assert!(resolved.why.contains(&"stands for Ukraine".to_owned()));
}

#[test]
fn pronouns_and_officials_are_never_a_person() {
    let sources = ["He", "She", "They", "Officials", "he", "she", "they", "officials", "It", "We", "Critics", "Aides", "Sources"];
    for source in sources {
        for body in [
            format!("[{source}] said no."),
            format!("Ada Quill met {source}. Then [{source}] said no."),
            format!("{source} Says No\n[{source}] said no."),
        ] {
            for (name, kind) in cast(&body, None).0 {
                assert!(kind != SpeakerKind::Person || name == "Ada Quill", "{name} in {body}");
            }
        }
    }
}

#[test]
fn the_other_of_a_name_is_not_the_one_named_before() {
    let (plain, spans) = marked("Ada Quill came. And the other Quill, the judge? Ben Quill sat at home. Ada Quill left. [She] said no.");
    let text = Text::new(&plain);
    let attributions = [attribution(Some(spans[0]), Vec::new(), &text, None)];
    let mut cast = Cast::gather(&text, &article(&plain, None), &attributions);
    cast.resolve_all(&text, &attributions);
    let roles: Vec<_> = cast.into_speakers().into_iter().map(|speaker| (speaker.name, speaker.role)).collect();
    assert!(roles.iter().all(|(name, role)| name.as_deref() != Some("Ada Quill") || role.is_none()), "{roles:?}");
}

#[test]
fn the_mentions_that_lead_to_the_name_are_kept() {
    let (plain, spans) = marked("Jo Tarn came. Tarn sat. [She] said no.");
    let text = Text::new(&plain);
    let attributions = [attribution(Some(spans[0]), Vec::new(), &text, None)];
    let mut cast = Cast::gather(&text, &article(&plain, None), &attributions);
    let resolved = cast.resolve_all(&text, &attributions).remove(0).unwrap();
    let via: Vec<&str> = resolved.via.iter().map(|span| span.of(&plain)).collect();
    assert_eq!(via, ["Tarn", "Jo Tarn"]);
}

#[test]
fn a_speaker_goes_on_and_one_that_follows_nobody_is_nobody() {
    let (plain, spans) = marked("[Jo Tarn] said no. \"It was late.\" \"It rained.\"");
    let text = Text::new(&plain);
    let attributions = [
        attribution(Some(spans[0]), Vec::new(), &text, None),
        attribution(None, Vec::new(), &text, Some(0)),
        attribution(None, Vec::new(), &text, Some(1)),
        attribution(None, Vec::new(), &text, None),
        attribution(None, Vec::new(), &text, Some(4)),
    ];
    let mut cast = Cast::gather(&text, &article(&plain, None), &attributions);
    let speakers: Vec<Option<u32>> =
        cast.resolve_all(&text, &attributions).into_iter().map(|resolved| resolved.map(|resolved| resolved.speaker.0)).collect();
    assert_eq!(speakers, [Some(0), Some(0), Some(0), None, None]);
}

proptest! {
    #[test]
    fn any_words_are_resolved_without_panic_to_spans_of_the_body(
        words in proptest::collection::vec("(Jo|Tarn|Mr\\.|the|The|of|and|who|he|she|they|it|I|said|,|\\.|\\(|\\)|’s|“|”|campaign|poll|aides|mayor|PAC|Varn|U\\.N\\.|\\PC{1,3})", 1..40),
        cut in 0usize..40,
        length in 0usize..12,
    ) {
        let body = words.join(" ");
        let text = Text::new(&body);
        let points = CodePoints::new(&body);
        let span = points.to_span(cut, cut + length);
        let whole = text.tokens.iter().filter(|token| token.kind == TokenKind::Word).map(|token| token.span);
        let sources: Vec<Span> = whole.take(5).chain([span]).collect();
        let attributions: Vec<_> = sources.iter().map(|span| attribution(Some(*span), vec![*span], &text, None)).collect();
        let mut cast = Cast::gather(&text, &article(&body, Some(&body)), &attributions);
        for resolved in cast.resolve_all(&text, &attributions).into_iter().flatten() {
            prop_assert!((resolved.speaker.0 as usize) < cast.speakers().len());
            prop_assert!(resolved.via.iter().all(|span| !span.of(&body).is_empty()));
        }
    }
}
