//! The names that dumps give to the parts of an article. Comes in: a name as written. Goes out: what it means.

/// A part of an article that a record can state.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Field {
    Headline,
    Body,
    Published,
    Publisher,
    Url,
    Authors,
    Section,
    RecordId,
    Language,
}

/// How many fields there are.
pub(super) const FIELDS: usize = 9;

/// Each field, the key that `--map` and its error name, and its names in dumps, the most telling first; written as [`plain`] gives them.
pub(super) const NAMES: [(Field, &str, &[&str]); FIELDS] = [
    (Field::Headline, "title", &["headline", "title"]),
    (Field::Body, "text", &["text", "body", "maintext", "articlebody", "articletext", "fulltext", "content"]),
    (
        Field::Published,
        "date",
        &["datepublished", "published", "publishedat", "publicationdate", "datepublish", "publishdate", "pubdate", "date", "timestamp"],
    ),
    (Field::Publisher, "publisher", &["publisher", "outlet", "publication", "sitename", "sourcename", "source"]),
    (Field::Url, "url", &["url", "link", "sourceurl"]),
    (Field::Authors, "author", &["authors", "author", "byline", "creator"]),
    (Field::Section, "section", &["section", "articlesection", "category"]),
    (Field::RecordId, "id", &["id", "uuid", "guid"]),
    (Field::Language, "language", &["language", "lang", "inlanguage"]),
];

/// A name in lower case without what people put between words: `date_published`, `datePublished` and `Date Published` are one.
pub(super) fn plain(name: &str) -> String {
    // No known name is longer; a value is never taken for a name.
    if name.len() > 64 {
        return String::new();
    }
    name.chars().filter(|letter| letter.is_alphanumeric() || *letter == '.').flat_map(char::to_lowercase).collect()
}

/// What a plain name means, and how telling it is (0 is best).
pub(super) fn meaning(plain: &str) -> Option<(Field, usize)> {
    NAMES.iter().find_map(|(field, _, names)| Some((*field, names.iter().position(|name| *name == plain)?)))
}

/// True for names under which an object holds a list of articles.
pub(super) fn is_list(plain: &str) -> bool {
    ["articles", "data", "results", "items", "docs"].contains(&plain)
}

/// True for names under which APIs put the object that holds the list.
pub(super) fn is_wrapper(plain: &str) -> bool {
    ["response", "data", "result", "results"].contains(&plain)
}
