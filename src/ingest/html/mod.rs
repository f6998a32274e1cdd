//! Web pages. Comes in: HTML, a page or a piece of one. Goes out: text in paragraphs, and what a page states of itself.

mod blocks;
mod depth;
mod restore;
mod stated;

use super::{encoding, language};
use crate::article::{Article, Place};
use encoding_rs::Encoding;
use regex::Regex;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::LazyLock;
use trafilatura::dom::Document;
use trafilatura::{ExtractResult, Options};

/// Bytes in which a page declares its charset (HTML standard: the first 1024; real pages take more).
const DECLARED_IN: usize = 4096;
/// Elements within one another beyond which a page is not read. trafilatura 0.6 recurses: in a debug build 2000 fit a worker's stack of 2 MB and
/// 5000 overflow it, which would end the program.
const DEEPEST: usize = 1000;

static CHARSET: LazyLock<regex::bytes::Regex> =
    LazyLock::new(|| regex::bytes::Regex::new(r#"(?i)(?:charset|encoding)\s*=\s*["']?\s*([a-z0-9_:.-]+)"#).expect("a constant pattern"));
static TAG: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)</(?:p|div|span|a|strong|em|b|i|u|h[1-6]|li|ul|ol|blockquote|figure)>|<br ?/?>|<p(?: [^<>]*)?>")
        .expect("a constant pattern")
});
static ENTITY: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]{2,8}[0-9]{0,2});").expect("a constant pattern"));

/// Reads a page: the main text by trafilatura (a port of Barbaresi 2021, "Trafilatura", ACL demo), the rest from what the page states.
pub(super) fn read(bytes: Vec<u8>, place: Place) -> Result<Article, String> {
    let page = encoding::decode(bytes, declared_charset)?;
    let document = parse(&page)?;
    let mut stated = stated::read(&document);
    let visible = blocks::text(&document);
    let main = main_content(document)?;
    let body = restore::paragraphs(&text(&main.content_html)?, &visible);
    // Templates say lang="en" in every country: the text knows better where it is sure.
    stated.language = language::detect(&body).or(stated.language);
    stated.into_article(body, place)
}

/// True where a text is written in HTML.
pub(super) fn is_html(text: &str) -> bool {
    memchr::memchr(b'<', text.as_bytes()).is_some() && TAG.is_match(text)
}

/// The text of a piece of HTML, paragraphs separated by blank lines.
pub(super) fn text(html: &str) -> Result<String, String> {
    Ok(blocks::text(&parse(html)?))
}

/// Text without entities. Some dumps have escaped twice.
pub(super) fn unescape(mut text: String) -> String {
    for _ in 0..2 {
        if memchr::memchr(b'&', text.as_bytes()).is_none() || !ENTITY.is_match(&text) {
            break;
        }
        text = ENTITY.replace_all(&text, |found: &regex::Captures| character(&found[0])).into_owned();
    }
    text
}

/// The characters of one entity; one that does not exist stays as it stands.
fn character(entity: &str) -> String {
    let document = Document::parse(entity);
    document.body().map(|body| document.text_content(body)).unwrap_or_else(|| entity.to_owned())
}

fn main_content(document: Document) -> Result<ExtractResult, String> {
    let options = Options::default().with_fallback(true).with_exclude_comments(true);
    // It is not our code and the input is not ours: a panic is this page's failure, not the run's.
    let extracted = catch_unwind(AssertUnwindSafe(|| trafilatura::extract_document(document, &options)));
    extracted.map_err(|_| "cannot be read: the page confuses the HTML reader")?.map_err(|_| "has no text".into())
}

fn parse(html: &str) -> Result<Document, String> {
    let too_deep = || format!("has more than {DEEPEST} elements within one another");
    // By the tags alone, before building a tree, which takes quadratic time for deep ones; then by the tree, which knows what closes what.
    if depth::of_tags(html) > DEEPEST {
        return Err(too_deep());
    }
    let document = catch_unwind(|| Document::parse(html)).map_err(|_| "cannot be read: the page confuses the HTML reader")?;
    if depth::of_tree(&document) > DEEPEST { Err(too_deep()) } else { Ok(document) }
}

fn declared_charset(bytes: &[u8]) -> Option<&'static Encoding> {
    let found = CHARSET.captures(&bytes[..bytes.len().min(DECLARED_IN)])?;
    Encoding::for_label(&found[1])
}

#[cfg(test)]
mod tests {
    use super::*;

    const STORY: &str = "<p>“The bridge <em>will</em> stay closed,” said Bo Tarn, the mayor of Brackwater, on Monday night.</p>\
        <p>Nobody in the council objected, and the unions, which had called for a strike, said they would wait for the report.</p>";

    fn page(head: &str, body: &str) -> Article {
        let html = format!(
            "<!DOCTYPE html><html lang=\"en\"><head>{head}</head><body><nav><a href=/>Home</a></nav><article>{body}</article><footer>© Herald</footer></body></html>"
        );
        read(html.into_bytes(), Place { path: "2001-01-01.html".into(), record: None }).unwrap()
    }

    #[test]
    fn the_main_text_is_read_in_paragraphs() {
        let article = page("<title>Bridge closed</title>", STORY);
        assert!(
            article.body.starts_with("“The bridge will stay closed,” said Bo Tarn, the mayor of Brackwater, on Monday night.\n\nNobody"),
            "{}",
            article.body
        );
        assert!(!article.body.contains("Home"));
        assert_eq!(
            (article.headline.as_deref(), article.language.as_deref(), article.published),
            (Some("Bridge closed"), Some("en"), None)
        );
    }

    #[test]
    fn json_ld_is_believed_first_and_its_references_are_followed() {
        let head = r##"<meta property="og:title" content="Other"><meta property="og:site_name" content="Site">
            <script type="application/ld+json">{"@context": "https://schema.org", "@graph": [
              {"@type": "NewsArticle", "headline": "Bridge &amp; road closed", "author": [{"@id": "#ann"}, {"@type": "Person", "name": "Bo Lund"}],
               "publisher": {"@id": "#herald"}, "datePublished": "2020-03-02T09:30:00+01:00", "articleSection": ["Local"], "url": "https://herald.example/b"},
              {"@type": "Person", "@id": "#ann", "name": "Ann Vale"}, {"@type": "Organization", "@id": "#herald", "name": "Brackwater Herald"}]}</script>"##;
        let article = page(head, STORY);
        assert_eq!(article.headline.as_deref(), Some("Bridge & road closed"));
        assert_eq!(article.authors, ["Ann Vale", "Bo Lund"]);
        assert_eq!(article.publisher.as_deref(), Some("Brackwater Herald"));
        assert_eq!(article.published.unwrap().text, "2020-03-02T08:30:00Z");
        assert_eq!((article.section.as_deref(), article.url.as_deref()), (Some("Local"), Some("https://herald.example/b")));
    }

    #[test]
    fn opengraph_and_meta_elements_are_read() {
        let head = r#"<title>Bridge closed | Brackwater Herald</title><meta property="og:site_name" content="Brackwater Herald"><meta name="author" content="By Ann Vale">
            <meta property="article:published_time" content="2020-03-02"><meta property="article:author" content="https://social.example/ann">
            <link rel="canonical" href="https://herald.example/b">"#;
        let article = page(head, STORY);
        assert_eq!(article.headline.as_deref(), Some("Bridge closed"));
        assert_eq!(article.authors, ["Ann Vale"]);
        assert_eq!(article.publisher.as_deref(), Some("Brackwater Herald"));
        assert_eq!((article.published.unwrap().text.as_str(), article.url.as_deref()), ("2020-03-02", Some("https://herald.example/b")));
    }

    #[test]
    fn the_time_element_of_the_article_dates_it() {
        let article = page("", &format!("<time datetime=\"2020-03-02\">Monday</time>{STORY}"));
        assert_eq!(article.published.unwrap().text, "2020-03-02");
    }

    #[test]
    fn a_declared_charset_is_honoured() {
        let html = format!(
            "<html><head><meta charset=iso-8859-2></head><body><article>{}<p>Pan Ko\u{1}a said so.</p></article></body></html>",
            STORY.replace(['“', '”'], "'")
        );
        let bytes = html.into_bytes().into_iter().map(|byte| if byte == 1 { 0xb9 } else { byte }).collect();
        let article = read(bytes, Place { path: "a.html".into(), record: None }).unwrap();
        assert!(article.body.contains("Pan Koša said so."), "{}", article.body);
    }

    #[test]
    fn a_page_that_nests_too_deeply_is_refused_and_not_fatal() {
        for tag in ["div", "path", "table><tr><td", "svg><path", "b"] {
            let html = format!("<html><body><svg>{}</body></html>", format!("<{tag}>x").repeat(100_000));
            assert!(read(html.into_bytes(), Place { path: "a.html".into(), record: None }).is_err(), "{tag}");
        }
    }

    #[test]
    fn entities_that_do_not_exist_stay() {
        assert_eq!(unescape("R&D; a&b; &nbsp;x &lt;b&gt; AT&T".into()), "R&D; a&b; \u{a0}x <b> AT&T");
    }
}
