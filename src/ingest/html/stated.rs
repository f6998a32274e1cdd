//! What a page states of itself. Comes in: a document. Goes out: metadata: JSON-LD first, then OpenGraph, other meta elements, and visible ones.

use super::super::metadata::{self, Metadata};
use super::super::{dates, language, record};
use super::unescape;
use crate::article::Published;
use serde_json::{Map, Value};
use trafilatura::dom::{Document, NodeId};

const TITLE: [&str; 6] = ["og:title", "twitter:title", "parsely-title", "dc.title", "citation_title", "sailthru.title"];
const DATE: [&str; 15] = [
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "dc.date.issued",
    "dcterms.issued",
    "dc.date",
    "publishdate",
    "publish-date",
    "publication_date",
    "pubdate",
    "citation_publication_date",
    "article.published",
    "date",
];
const PUBLISHER: [&str; 5] = ["og:site_name", "publisher", "dc.publisher", "dcterms.publisher", "application-name"];
const AUTHOR: [&str; 8] =
    ["author", "article:author", "parsely-author", "sailthru.author", "dc.creator", "dcterms.creator", "citation_author", "byl"];
const SECTION: [&str; 4] = ["article:section", "parsely-section", "og:article:section", "section"];

/// Reads all that a page states.
pub(super) fn read(document: &Document) -> Metadata {
    let linked = article_data(document);
    let meta = Meta::gather(document);
    let field = |name: &str| linked.as_ref().and_then(|data| data.get(name)).cloned();
    let publisher = field("publisher").and_then(record::name).or_else(|| meta.first(&PUBLISHER));
    let url = canonical(document).or_else(|| meta.first(&["og:url"])).or_else(|| field("url").and_then(record::name));
    let url = url.filter(|url| url.starts_with("http"));
    let headline = field("headline").and_then(record::name).or_else(|| meta.first(&TITLE));
    let headline = headline.or_else(|| heading(document)).or_else(|| first_text(document, "title"));
    let published = field("datePublished").and_then(|value| dates::from_value(&value)).or_else(|| meta.date(document));
    let mut authors = field("author").map(record::authors).unwrap_or_default();
    authors.retain(|name| !name.contains("://"));
    if authors.is_empty() {
        authors = meta.authors();
    }
    if authors.is_empty() {
        authors = marked_authors(document);
    }
    Metadata {
        headline: headline.map(|headline| without_site(headline, publisher.as_deref())),
        publisher,
        authors,
        published: published.or_else(|| url.as_deref().and_then(dates::in_path)),
        section: field("articleSection").and_then(record::name).or_else(|| meta.first(&SECTION)),
        url,
        record_id: None,
        language: stated_language(document, field("inLanguage")),
    }
}

/// The elements that name something and give it a content.
struct Meta(Vec<(String, String)>);

impl Meta {
    fn gather(document: &Document) -> Meta {
        let attribute = |node: NodeId, name: &str| document.get_attribute(node, name);
        let entry = |node: NodeId| {
            let name = ["property", "name", "itemprop"].iter().find_map(|name| attribute(node, name))?;
            Some((name.trim().to_lowercase(), attribute(node, "content")?))
        };
        Meta(document.get_elements_by_tag_name(document.root(), "meta").into_iter().filter_map(entry).collect())
    }

    /// The content of the first of `names` that has one.
    fn first(&self, names: &[&str]) -> Option<String> {
        names.iter().find_map(|name| self.all(name).find_map(|content| metadata::line(&unescape(content.to_owned()))))
    }

    fn all<'a>(&'a self, name: &str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(other, _)| other == name).map(|(_, content)| content.as_str())
    }

    fn date(&self, document: &Document) -> Option<Published> {
        let stated = DATE.iter().find_map(|name| self.all(name).find_map(dates::parse));
        stated.or_else(|| marked_date(document))
    }

    /// Authors; a profile's address is no name.
    fn authors(&self) -> Vec<String> {
        let names = |name: &&str| {
            let texts = self.all(name).filter(|text| !text.contains("://"));
            Some(record::authors(texts.map(Value::from).collect())).filter(|names| !names.is_empty())
        };
        AUTHOR.iter().find_map(names).unwrap_or_default()
    }
}

/// The date of an element marked as such, or of the first `<time>` of the article.
fn marked_date(document: &Document) -> Option<Published> {
    let selectors =
        ["[itemprop='datePublished']", "time[pubdate]", "article time[datetime]", "main time[datetime]", "header time[datetime]"];
    let date = |node: NodeId| {
        let attribute = ["datetime", "content"].iter().find_map(|name| document.get_attribute(node, name));
        dates::parse(&attribute.unwrap_or_else(|| document.text_content(node)))
    };
    selectors.iter().find_map(|selector| document.query_selector(document.root(), selector).and_then(date))
}

/// The text of elements that say they name the author. Looser signs (a class called "author") name others too often.
fn marked_authors(document: &Document) -> Vec<String> {
    let selectors = ["[itemprop='author'] [itemprop='name']", "[itemprop='author']", "a[rel='author']"];
    let names = |selector: &&str| {
        let nodes = document.query_selector_all(document.root(), selector).into_iter();
        let names = record::authors(Value::Array(nodes.map(|node| Value::String(document.text_content(node))).collect()));
        Some(names).filter(|names| !names.is_empty() && names.iter().all(|name| name.len() < 60))
    };
    selectors.iter().find_map(names).unwrap_or_default()
}

/// The JSON-LD object of the article, with what it refers to put in.
fn article_data(document: &Document) -> Option<Map<String, Value>> {
    let scripts = document.scripts_with_type(&["application/ld+json"]);
    let mut objects = Vec::new();
    for script in scripts {
        if let Some(value) = parse_json(&document.text_content(script)) {
            flatten(value, 0, &mut objects);
        }
    }
    let article = objects.iter().find(|object| is_article(object))?;
    let mut article = article.clone();
    for name in ["author", "publisher"] {
        if let Some(value) = article.get_mut(name) {
            resolve(value, &objects);
        }
    }
    Some(article)
}

/// JSON as pages write it: with raw line breaks in strings.
fn parse_json(text: &str) -> Option<Value> {
    serde_json::from_str(text).ok().or_else(|| serde_json::from_str(&text.replace(|letter: char| letter.is_control(), " ")).ok())
}

/// All objects in lists and graphs.
fn flatten(value: Value, depth: usize, objects: &mut Vec<Map<String, Value>>) {
    if depth > 4 {
        return;
    }
    match value {
        Value::Array(list) => list.into_iter().for_each(|value| flatten(value, depth + 1, objects)),
        Value::Object(mut object) => {
            for name in ["@graph", "mainEntity"] {
                if let Some(inner) = object.get_mut(name) {
                    flatten(inner.take(), depth + 1, objects);
                }
            }
            objects.push(object);
        }
        _ => {}
    }
}

fn is_article(object: &Map<String, Value>) -> bool {
    let is_one = |kind: &str| kind.ends_with("Article") || ["BlogPosting", "LiveBlogPosting", "Report", "Review"].contains(&kind);
    match object.get("@type") {
        Some(Value::String(kind)) => is_one(kind),
        Some(Value::Array(kinds)) => kinds.iter().filter_map(Value::as_str).any(is_one),
        _ => false,
    }
}

/// Puts the object that `{"@id": …}` refers to in its place.
fn resolve(value: &mut Value, objects: &[Map<String, Value>]) {
    match value {
        Value::Array(list) => list.iter_mut().for_each(|value| resolve(value, objects)),
        Value::Object(object) if !object.contains_key("name") => {
            let target =
                object.get("@id").and_then(|id| objects.iter().find(|other| other.get("@id") == Some(id) && other.contains_key("name")));
            if let Some(target) = target {
                *value = Value::Object(target.clone());
            }
        }
        _ => {}
    }
}

fn canonical(document: &Document) -> Option<String> {
    let link = document.query_selector(document.root(), "link[rel='canonical']")?;
    document.get_attribute(link, "href")
}

fn first_text(document: &Document, tag: &str) -> Option<String> {
    let node = *document.get_elements_by_tag_name(document.root(), tag).first()?;
    metadata::line(&document.text_content(node))
}

/// The heading, where the page has only one of the first rank.
fn heading(document: &Document) -> Option<String> {
    let headings = document.get_elements_by_tag_name(document.root(), "h1");
    if headings.len() == 1 { first_text(document, "h1") } else { None }
}

/// "Mayor resigns | Brackwater Herald" without the outlet, however it spaces its name.
fn without_site(headline: String, publisher: Option<&str>) -> String {
    let plain = |text: &str| text.split_whitespace().collect::<String>().to_lowercase();
    let cut = [" | ", " - ", " – ", " — ", " :: "].iter().filter_map(|dash| headline.rsplit_once(dash)).min_by_key(|(_, end)| end.len());
    match (cut, publisher) {
        (Some((start, end)), Some(publisher)) if plain(end) == plain(publisher) => start.trim().to_owned(),
        _ => headline,
    }
}

fn stated_language(document: &Document, linked: Option<Value>) -> Option<String> {
    let html = document.get_elements_by_tag_name(document.root(), "html").first().copied();
    let attribute = html.and_then(|html| document.get_attribute(html, "lang"));
    linked.and_then(record::name).or(attribute).and_then(|text| language::stated(&text))
}
