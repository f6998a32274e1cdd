//! Markdown. Comes in: the bytes of a file. Goes out: an article whose body is the decoded file, unchanged, from after the front matter on.

use super::fields::FieldMap;
use super::metadata::Metadata;
use super::{encoding, front_matter, headline, record};
use crate::article::{Article, Place};

/// Reads Markdown. What the front matter does not state, the first lines may.
pub(super) fn read(bytes: Vec<u8>, place: Place, fields: &FieldMap) -> Result<Article, String> {
    let text = encoding::decode(bytes, |_| None)?;
    let (stated, body) = match front_matter::split(&text) {
        Some((mut block, body)) => (record::metadata(fields.take(&mut block)), body),
        None => (Metadata::default(), text.as_str()),
    };
    let seen = headline::stated(body, &place.path);
    let body = body.to_owned();
    stated.or(seen).into_article(body, place)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Article {
        let place = Place { path: "a.md".into(), record: None };
        read(text.as_bytes().to_vec(), place, &FieldMap::default()).unwrap()
    }

    #[test]
    fn front_matter_is_metadata_and_no_body() {
        let article = of(
            "---\ntitle: Bridge closed\ndate: March 2, 2020\nauthor: Ann Vale and Bo Tarn\nsource: Brackwater Herald\n---\n\n“No,” she said.\n",
        );
        assert_eq!(article.headline.as_deref(), Some("Bridge closed"));
        assert_eq!(article.published.unwrap().text, "2020-03-02");
        assert_eq!(article.authors, ["Ann Vale", "Bo Tarn"]);
        assert_eq!(article.publisher.as_deref(), Some("Brackwater Herald"));
        assert_eq!(article.body, "“No,” she said.\n");
    }

    #[test]
    fn without_front_matter_the_file_is_the_body_and_its_heading_the_headline() {
        let text = "# The bridge is closed.\n\n*By Ann Vale*\n\nIt was late.\n";
        let article = of(text);
        assert_eq!(article.body, text);
        assert_eq!(article.headline.as_deref(), Some("The bridge is closed."));
        assert_eq!(article.authors, ["Ann Vale"]);
    }
}
