//! What web pages put between the paragraphs of an article. Comes in: a body. Goes out: where it stands.
//!
//! Buttons, sign-up forms, players and galleries whose words came along when the page was crawled: "Media playback is unsupported on your device",
//! "Hide Caption 3 of 12 Photos: The dam through the years", "By signing up, you agree to our Privacy Policy". Read as text, they become sources and
//! speech. The wordings are those that shared/corpora/allsides-20k (20,000 articles of some 300 sites) has in twenty articles or more.

use crate::span::Span;
use regex::Regex;
use std::sync::LazyLock;

/// The wordings, each a pattern over words that single spaces part; what begins with a capital stands so on the page.
const WORDINGS: &[&str] = &[
    r"(?:Advertisement )?Continue reading the main story",
    r"Media playback is unsupported on your device(?: Media caption)?",
    r"Image copyright (?:[^\s]+ ){1,6}Image caption",
    r"Enlarge this image(?: toggle caption)?",
    r"Hide Caption \d+ of \d+",
    r"(?:JUST WATCHED [^\n]{1,150}? )?Replay More Videos \.\.\. MUST WATCH(?: [^\n]{1,150}? \d\d:\d\d)?",
    r"(?m:^Photographer: [^\n]{3,160}$)",
    r"(?:LISTEN TO ARTICLE \d+:\d\d )?SHARE THIS ARTICLE Share Tweet Post Email",
    r"CLICK HERE (?:TO|FOR) (?:[A-Z0-9’'&-]+ ){0,8}[A-Z0-9’'&-]+[A-Z]\b",
    r"Please verify you're not a robot by clicking the box\.[^\n]{0,600}?(?:View all [^\n]{0,30} newsletters\.|Please try again later\.)",
    r"(?:Email )?(?:Sign Up )?(?:Loading )?By signing up,? you agree to (?:our Privacy Policy|receive email newsletters)[^\n.]{0,60}\.?(?: You can unsubscribe at any time\.)?(?: This site is protected by [^\n.]{0,80}\.)?",
    r"Sign [Uu]p for Daily (?:Opinion )?Newsletters?(?: Manage Newsletters)?(?: Copyright © \d+ [^\n.]{0,40}\. Click here for reprint permission\.)?",
    r"Interested in [^\n?]{1,60}\? Add [^\n]{1,60} as an interest to stay up to date on [^\n]{1,120}?\. Add Interest",
    r"This article is more than \d+ (?:month|year)s? old",
];

/// What a gallery's pictures all begin with, behind their number: "Photos: The dam through the years".
const GALLERY: &str = "Photos:";

static FURNITURE: LazyLock<Regex> = LazyLock::new(|| Regex::new(&WORDINGS.join("|")).expect("the wordings are patterns"));

/// The furniture of a body, in text order; no two share a byte.
pub(super) fn find(body: &str) -> Vec<Span> {
    let mut found: Vec<Span> = FURNITURE.find_iter(body).map(|wording| Span::new(wording.start(), wording.end())).collect();
    let title = gallery_title(body, &found);
    let nexts: Vec<usize> = found.iter().skip(1).map(|span| span.start).chain([body.len()]).collect();
    for (span, next) in found.iter_mut().zip(nexts) {
        let rest = &body[span.end..next];
        span.end += titled(rest, title).or_else(|| credit(span.of(body), rest)).unwrap_or(0);
    }
    found
}

/// Where a gallery's title stands behind the number of a picture: its length with the space before it, in bytes.
fn titled(rest: &str, title: &str) -> Option<usize> {
    let caption = rest.trim_start_matches(' ');
    (!title.is_empty() && caption.starts_with(title)).then(|| rest.len() - caption.len() + title.len())
}

/// The words with which the captions of all pictures of a gallery begin; "" where there are not two.
fn gallery_title<'a>(body: &'a str, found: &[Span]) -> &'a str {
    let mut captions = found.iter().map(|span| body[span.end..].trim_start_matches(' ')).filter(|rest| rest.starts_with(GALLERY));
    let Some(first) = captions.next() else { return "" };
    captions.map(|other| shared_words(first, other)).min_by_key(|shared| shared.len()).unwrap_or_default()
}

/// The whole words of one line with which both texts begin.
fn shared_words<'a>(one: &'a str, other: &str) -> &'a str {
    let alike = one.bytes().zip(other.bytes()).take_while(|(one, other)| one == other && *one != b'\n').count();
    let end = one.as_bytes()[..alike].iter().rposition(|byte| *byte == b' ').unwrap_or(0);
    one.get(..end).unwrap_or_default()
}

/// A picture's credit, which pages print twice behind "toggle caption": "Ada Quill/Overby News Ada Quill/Overby News", in bytes.
fn credit(wording: &str, rest: &str) -> Option<usize> {
    let line = rest.split('\n').next().filter(|_| wording.ends_with("toggle caption"))?;
    let mut ends = line.match_indices(' ').map(|(at, _)| at).chain([line.len()]).skip(1).take(12);
    let twice = ends.find(|&end| line[end..].strip_prefix(&line[..end]).is_some_and(|after| !after.starts_with(char::is_alphanumeric)));
    twice.map(|end| end * 2)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn furniture(body: &str) -> Vec<&str> {
        find(body).into_iter().map(|span| span.of(body)).collect()
    }

    #[test]
    fn forms_and_players_are_furniture() {
        for wording in [
            "Image copyright Overby News/AP Image caption",
            "CLICK HERE TO GET THE OVERBY NEWS APP",
            "JUST WATCHED The dam holds Replay More Videos ... MUST WATCH The dam holds 01:31",
            "By signing up, you agree to our Privacy Policy.",
            "Sign Up By signing up you agree to receive email newsletters or alerts from OVERBY. You can unsubscribe at any time.",
        ] {
            assert_eq!(furniture(&format!("The dam held. {wording} Mayor Tarn said so.")), [wording]);
        }
    }

    #[test]
    fn a_gallery_is_parted_by_numbers_and_its_title() {
        let title = "Hide Caption 1 of 3 Photos: The dam through the years";
        let body = format!("Tarn laughs. {title} Tarn opens it. {} Quill looks on. {} ", title.replace('1', "2"), title.replace('1', "3"));
        assert_eq!(furniture(&body), [title, &title.replace('1', "2"), &title.replace('1', "3")]);
        assert_eq!(furniture("Tarn laughs. Hide Caption 1 of 1 Photos: The dam"), ["Hide Caption 1 of 1"]);
        let bare = "Hide Caption 1 of 2 Photos: The dam Hide Caption 1 of 2 Photos: The dam Hide Caption 1 of 2 ";
        assert_eq!(furniture(bare)[2], "Hide Caption 1 of 2", "a title ends where the next wording begins");
    }

    #[test]
    fn a_credit_that_stands_twice_goes_with_its_picture() {
        let credited = "Enlarge this image toggle caption Ada Quill/Overby News Ada Quill/Overby News";
        assert_eq!(furniture(&format!("{credited}\n\nTarn said so.")), [credited]);
        assert_eq!(furniture("Enlarge this image toggle caption Ada Quill walks to Ada Tarn."), ["Enlarge this image toggle caption"]);
    }

    proptest! {
        #[test]
        fn no_two_share_a_byte(parts in prop::collection::vec(0..7usize, 0..12)) {
            let words = ["Hide Caption 1 of 2", " Photos: The dam", " ", "Enlarge this image toggle caption", " é é", "Photographer: Ada", "\n"];
            let body: String = parts.into_iter().map(|part| words[part]).collect();
            let found = find(&body);
            prop_assert!(found.iter().all(|span| body.get(span.start..span.end).is_some_and(|wording| !wording.is_empty())));
            prop_assert!(found.windows(2).all(|pair| pair[0].end <= pair[1].start));
        }
    }

    #[test]
    fn words_of_an_article_are_none() {
        assert_eq!(
            furniture("By signing up she agreed to pay. Click here, he said; Tarn had an interest in news, and the image was enlarged."),
            [""; 0]
        );
    }
}
