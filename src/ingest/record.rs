//! A record of a dump. Comes in: the bytes of a JSON object, or a row of a table. Goes out: an article.

use super::fields::{FieldMap, Values};
use super::metadata::{self, Metadata};
use super::names::Field;
use super::rows::{self, Columns};
use super::{dates, encoding, html, language};
use crate::article::{Article, Place};
use csv::ByteRecord;
use serde_json::{Map, Value};

/// Names shown when no text field is found.
const NAMES_SHOWN: usize = 20;

/// Reads a JSON object.
pub(super) fn read_object(bytes: Vec<u8>, place: Place, fields: &FieldMap) -> Result<Article, String> {
    // JSON is UTF-8 by law (RFC 8259); dumps are not always.
    let text = encoding::decode(bytes, |_| None)?;
    let parsed =
        serde_json::from_str(&text).or_else(|error| without_nan(&text).and_then(|text| serde_json::from_str(&text).ok()).ok_or(error));
    match parsed.map_err(|error| json_reason(&error))? {
        Value::Object(record) => article(record, place, fields),
        _ => Err("is not a JSON object".into()),
    }
}

/// Reads a row.
pub(super) fn read_row(columns: &Columns, row: &ByteRecord, place: Place, fields: &FieldMap) -> Result<Article, String> {
    if row.len() > columns.names.len() {
        return Err(format!("has {} values, the header names {}", row.len(), columns.names.len()));
    }
    let cell = |(name, value): (&String, &[u8])| Ok((name.clone(), Value::String(rows::cell(value, columns.encoding)?)));
    article(columns.names.iter().zip(row).map(cell).collect::<Result<_, String>>()?, place, fields)
}

fn article(mut record: Map<String, Value>, place: Place, fields: &FieldMap) -> Result<Article, String> {
    let mut values = fields.take(&mut record);
    let Some(body) = values.take(Field::Body).and_then(text) else {
        let names: Vec<&str> = record.keys().take(NAMES_SHOWN).map(String::as_str).collect();
        return Err(format!("text field is missing or empty (fields found: {}; name it with --map text=FIELD)", names.join(", ")));
    };
    let body = if html::is_html(&body) { html::text(&body)? } else { html::unescape(body) };
    metadata(values).into_article(body, place)
}

/// The text of a value: a string, a list of paragraphs, or an object that holds one (`{"rendered": …}` in WordPress).
fn text(value: Value) -> Option<String> {
    match value {
        // Dumps made of files keep the byte order mark of each.
        Value::String(text) if text.starts_with('\u{feff}') => Some(text.trim_start_matches('\u{feff}').to_owned()),
        Value::String(text) => Some(text),
        Value::Array(parts) => Some(parts.into_iter().filter_map(text).collect::<Vec<_>>().join("\n\n")),
        Value::Object(mut object) => ["rendered", "text", "value"].iter().find_map(|key| object.remove(*key)).and_then(text),
        Value::Null | Value::Bool(_) | Value::Number(_) => None,
    }
}

/// What the values of a record state.
pub(super) fn metadata(mut values: Values) -> Metadata {
    let url = values.take(Field::Url).and_then(name);
    let published = values.take(Field::Published).and_then(|value| dates::from_value(&value));
    Metadata {
        headline: values.take(Field::Headline).and_then(name),
        publisher: values.take(Field::Publisher).and_then(name),
        authors: values.take(Field::Authors).map(authors).unwrap_or_default(),
        published: published.or_else(|| url.as_deref().and_then(dates::in_path)),
        section: values.take(Field::Section).and_then(name),
        record_id: values.take(Field::RecordId).and_then(name),
        language: values.take(Field::Language).and_then(name).and_then(|text| language::stated(&text)),
        url,
    }
}

/// The text of a value: a string, a number, an object's name or title, or the first of a list.
pub(super) fn name(value: Value) -> Option<String> {
    match value {
        Value::String(text) => metadata::line(&html::unescape(text)),
        Value::Number(number) => Some(number.to_string()),
        Value::Array(list) => list.into_iter().find_map(name),
        Value::Object(mut object) => {
            ["name", "title", "rendered", "@value", "$oid"].iter().find_map(|key| object.remove(*key)).and_then(name)
        }
        Value::Null | Value::Bool(_) => None,
    }
}

/// All names in a value: "A, B and C", a list of strings, a list of objects.
pub(super) fn authors(value: Value) -> Vec<String> {
    let mut all: Vec<String> = match value {
        Value::Array(list) => list.into_iter().flat_map(authors).collect(),
        other => name(other).map(|text| split_names(&text)).unwrap_or_default(),
    };
    let mut seen = std::collections::BTreeSet::new();
    all.retain(|name| seen.insert(name.clone()));
    all
}

/// The names in a byline.
pub(super) fn split_names(text: &str) -> Vec<String> {
    // Tables made with pandas hold Python's notation of a list.
    let text = text.strip_prefix('[').and_then(|text| text.strip_suffix(']')).unwrap_or(text);
    let start = text.get(..3).filter(|start| start.eq_ignore_ascii_case("by ")).map_or(0, str::len);
    let text = text[start..].replace(" and ", ", ").replace(" & ", ", ").replace([';', '|'], ",");
    let parts: Vec<&str> =
        text.split(',').map(|part| part.trim().trim_matches(['\'', '"']).trim()).filter(|part| !part.is_empty()).collect();
    // "Vale, Ann": one name turned round, not two.
    if parts.len() == 2 && parts.iter().all(|part| !part.contains(' ')) {
        return vec![parts.join(", ")];
    }
    let mut names: Vec<String> = Vec::new();
    for part in parts {
        let suffix = ["jr", "jr.", "sr", "sr.", "ii", "iii", "phd", "ph.d.", "md", "m.d."].contains(&part.to_lowercase().as_str());
        match names.last_mut() {
            Some(last) if suffix => *last = format!("{last}, {part}"),
            _ => names.extend(metadata::line(without_stop(part))),
        }
    }
    names
}

/// "Ann Vale." without the stop; "Bo Tarn Jr." keeps its own.
fn without_stop(name: &str) -> &str {
    let Some(bare) = name.strip_suffix('.') else { return name };
    let word = bare.rsplit(' ').next().unwrap_or_default();
    if word.len() > 3 && !word.contains('.') { bare } else { name }
}

/// Python writes NaN for what is missing, which is not JSON: the same text with null, or `None` where there is no such word.
fn without_nan(text: &str) -> Option<String> {
    let mut result = String::with_capacity(text.len());
    let mut rest = text;
    let mut changed = false;
    while let Some(mark) = rest.find('"') {
        changed |= push_outside(&mut result, &rest[..mark]);
        let end = string_end(&rest[mark..])?;
        result.push_str(&rest[mark..mark + end]);
        rest = &rest[mark + end..];
    }
    changed |= push_outside(&mut result, rest);
    changed.then_some(result)
}

fn push_outside(result: &mut String, part: &str) -> bool {
    let clean = part.replace("-Infinity", "null").replace("Infinity", "null").replace("NaN", "null");
    result.push_str(&clean);
    clean != part
}

/// Bytes of the JSON string that `text` starts with.
fn string_end(text: &str) -> Option<usize> {
    let mut escaped = false;
    for (place, byte) in text.bytes().enumerate().skip(1) {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'"' => return Some(place + 1),
            _ => {}
        }
    }
    None
}

fn json_reason(error: &serde_json::Error) -> String {
    let text = error.to_string();
    let what = text.split(" at line ").next().unwrap_or_default();
    format!("is not valid JSON: {what} (column {})", error.column())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn of(record: Value) -> Article {
        read_object(record.to_string().into_bytes(), Place { path: "a".into(), record: None }, &FieldMap::default()).unwrap()
    }

    #[test]
    fn a_record_of_a_news_api_is_read() {
        let article = of(json!({
            "source": {"id": null, "name": "Brackwater Herald"}, "author": "By Ann Vale, Bo Tarn and Cy Lund", "title": "Tarn &amp; Sons",
            "url": "https://herald.example/a", "publishedAt": "2020-03-02T09:30:00Z", "content": "<p>“No,” said Tarn.</p><p>He left.</p>", "lang": "en-GB"
        }));
        assert_eq!(article.publisher.as_deref(), Some("Brackwater Herald"));
        assert_eq!(article.authors, ["Ann Vale", "Bo Tarn", "Cy Lund"]);
        assert_eq!(article.headline.as_deref(), Some("Tarn & Sons"));
        assert_eq!(article.body, "“No,” said Tarn.\n\nHe left.");
        assert_eq!(article.published.unwrap().text, "2020-03-02T09:30:00Z");
        assert_eq!(article.language.as_deref(), Some("en"));
    }

    #[test]
    fn what_is_said_to_be_unknown_is_not_known() {
        let article = of(json!({"text": "x", "publisher": "Unknown", "author": ["N/A", null, ""], "date": "n/a", "category": "None"}));
        assert_eq!((article.publisher, article.authors, article.published, article.section), (None, vec![], None, None));
    }

    #[test]
    fn entities_in_plain_text_are_characters_and_plain_text_stays_as_it_is() {
        assert_eq!(of(json!({"text": "He said &quot;no&quot;.\r\nA < B & C."})).body, "He said \"no\".\r\nA < B & C.");
        assert_eq!(of(json!({"text": "The &amp;#8220;bridge&amp;#8221;"})).body, "The “bridge”");
        assert_eq!(of(json!({"text": "  a <b c\n\n"})).body, "  a <b c\n\n");
    }

    #[test]
    fn names_are_told_apart_in_every_notation() {
        assert_eq!(authors(json!([{"name": "Ann Vale"}, "Bo Tarn", "Ann Vale"])), ["Ann Vale", "Bo Tarn"]);
        assert_eq!(authors(json!("['Ann Vale', 'Bo Tarn']")), ["Ann Vale", "Bo Tarn"]);
        assert_eq!(authors(json!("Ann Vale; Bo Tarn, Jr.")), ["Ann Vale", "Bo Tarn, Jr."]);
        assert_eq!(authors(json!("Vale, Ann")), ["Vale, Ann"]);
        assert_eq!(authors(json!("BY ANN VALE")), ["ANN VALE"]);
        assert_eq!(authors(json!("Ann Lindqvisté. ")), ["Ann Lindqvisté"]);
        assert_eq!(authors(json!("Bo Tarn Jr.")), ["Bo Tarn Jr."]);
    }

    #[test]
    fn a_text_may_be_a_list_of_paragraphs_or_wrapped() {
        assert_eq!(of(json!({"body": ["One.", "Two."]})).body, "One.\n\nTwo.");
        let article = of(json!({"title": {"rendered": "Bridge"}, "content": {"rendered": "<p>One.</p><p>Two.</p>", "protected": false}}));
        assert_eq!((article.headline.as_deref(), article.body.as_str()), (Some("Bridge"), "One.\n\nTwo."));
    }

    #[test]
    fn a_missing_date_is_taken_from_the_address_only() {
        assert_eq!(of(json!({"text": "x", "url": "https://a.example/2020/03/02/b"})).published.unwrap().text, "2020-03-02");
        assert_eq!(of(json!({"text": "x", "url": "https://a.example/b"})).published, None);
    }

    #[test]
    fn pythons_nan_is_null_and_words_in_texts_stay() {
        let bytes = b"{\"author\": NaN, \"n\": -Infinity, \"text\": \"NaN \\\" Infinity\"}".to_vec();
        let article = read_object(bytes, Place { path: "a".into(), record: None }, &FieldMap::default()).unwrap();
        assert_eq!((article.body.as_str(), article.authors.len()), ("NaN \" Infinity", 0));
    }

    #[test]
    fn a_line_in_another_encoding_is_decoded() {
        let bytes = b"{\"text\": \"\x93No,\x94 said Ren\xe9e Dufour.\"}".to_vec();
        let article = read_object(bytes, Place { path: "a".into(), record: None }, &FieldMap::default()).unwrap();
        assert_eq!(article.body, "“No,” said Renée Dufour.");
    }
}
