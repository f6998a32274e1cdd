//! Which field of a record means what. Comes in: `--map` and the known names. Goes out: the values of a record by meaning.

use super::names::{self, FIELDS, Field, NAMES};
use crate::error::{Error, Result};
use serde_json::{Map, Value};

/// Names of fields beyond the known ones, as `--map text=story_text` gives them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FieldMap {
    /// What is meant, the name as written, and its steps (`a.b` goes into objects).
    chosen: Vec<(Field, String)>,
}

/// The values of a record by [`Field`].
pub(super) struct Values([Option<Value>; FIELDS]);

impl FieldMap {
    /// Reads one `KEY=FIELD`, or several with commas between: `text=story_text,date=meta.day`.
    ///
    /// # Errors
    /// [`Error::Usage`] with the valid keys, where the key is none of them.
    pub fn parse(text: &str) -> Result<FieldMap> {
        let mut map = FieldMap::default();
        text.split(',').try_for_each(|part| map.add(part))?;
        Ok(map)
    }

    /// Adds one `KEY=FIELD`.
    ///
    /// # Errors
    /// As [`FieldMap::parse`].
    pub fn add(&mut self, text: &str) -> Result<()> {
        let (key, name) = text.split_once('=').map(|(key, name)| (key.trim(), name.trim())).unwrap_or((text.trim(), ""));
        let field = names::meaning(&names::plain(key)).map(|(field, _)| field);
        let Some(field) = field.filter(|_| !name.is_empty()) else {
            let keys: Vec<&str> = NAMES.iter().map(|(_, key, _)| *key).collect();
            let example = "--map text=story_text";
            return Err(Error::Usage(format!(
                "cannot map {text:?}: write KEY=FIELD, as in {example}, where KEY is one of {}",
                keys.join(", ")
            )));
        };
        self.chosen.retain(|(other, _)| *other != field);
        self.chosen.push((field, name.to_owned()));
        Ok(())
    }

    /// True where a field of this name is used.
    pub(super) fn knows(&self, name: &str) -> bool {
        names::meaning(&names::plain(name)).is_some() || self.chosen.iter().any(|(_, chosen)| names::plain(chosen) == names::plain(name))
    }

    /// True where one of these columns holds the text.
    pub(super) fn finds_text<'a>(&self, columns: impl Iterator<Item = &'a str>) -> bool {
        let chosen = self.chosen.iter().find(|(field, _)| *field == Field::Body).map(|(_, name)| names::plain(name));
        let is_text = |name: &str| match &chosen {
            Some(chosen) => names::plain(name) == *chosen,
            None => matches!(names::meaning(&names::plain(name)), Some((Field::Body, _))),
        };
        columns.map(str::trim).any(is_text)
    }

    /// Takes the values out of a record. Of several names for one thing the most telling that is not empty wins; a chosen name beats all.
    pub(super) fn take(&self, record: &mut Map<String, Value>) -> Values {
        let mut values: [Option<Value>; FIELDS] = Default::default();
        let mut ranks = [usize::MAX; FIELDS];
        for (field, name) in &self.chosen {
            values[*field as usize] = take_nested(record, name).filter(|value| !is_blank(value));
            ranks[*field as usize] = 0;
        }
        for (name, value) in record.iter_mut() {
            let Some((field, rank)) = names::meaning(&names::plain(name)) else { continue };
            let place = field as usize;
            if rank < ranks[place] && !is_blank(value) {
                values[place] = Some(value.take());
                ranks[place] = rank;
            }
        }
        Values(values)
    }
}

impl Values {
    /// The value of a field.
    pub(super) fn take(&mut self, field: Field) -> Option<Value> {
        self.0[field as usize].take()
    }
}

fn take_nested(record: &mut Map<String, Value>, name: &str) -> Option<Value> {
    if let Some(value) = take_named(record, name) {
        return Some(value);
    }
    let (outer, inner) = name.split_once('.')?;
    let wanted = names::plain(outer);
    let (_, value) = record.iter_mut().find(|(name, _)| names::plain(name) == wanted)?;
    take_nested(value.as_object_mut()?, inner)
}

/// The value under exactly this name, else under one that differs in case or in what stands between words.
fn take_named(record: &mut Map<String, Value>, name: &str) -> Option<Value> {
    if let Some(value) = record.get_mut(name) {
        return Some(value.take());
    }
    let wanted = names::plain(name);
    let (_, value) = record.iter_mut().find(|(name, _)| names::plain(name) == wanted)?;
    Some(value.take())
}

fn is_blank(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.trim().is_empty(),
        Value::Array(list) => list.is_empty(),
        Value::Object(object) => object.is_empty(),
        Value::Bool(_) | Value::Number(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn take(map: &FieldMap, record: Value, field: Field) -> Option<Value> {
        map.take(&mut record.as_object().cloned().unwrap()).take(field)
    }

    #[test]
    fn known_names_are_found_in_any_spelling() {
        for name in ["articleBody", "article_body", "ARTICLE BODY", "Text", "maintext", "full_text"] {
            assert_eq!(take(&FieldMap::default(), json!({ name: "b" }), Field::Body), Some(json!("b")), "{name}");
        }
    }

    #[test]
    fn the_most_telling_name_that_is_not_empty_wins() {
        let record = json!({"content": "c", "text": " ", "body": "b", "source_url": "s", "url": "u"});
        assert_eq!(take(&FieldMap::default(), record.clone(), Field::Body), Some(json!("b")));
        assert_eq!(take(&FieldMap::default(), record, Field::Url), Some(json!("u")));
    }

    #[test]
    fn a_chosen_name_beats_known_ones_and_may_be_nested() {
        let map = FieldMap::parse("text=story.full_text,date=day").unwrap();
        let record = json!({"text": "teaser", "story": {"full_text": "all"}, "date": "2020", "day": "2021"});
        assert_eq!(take(&map, record.clone(), Field::Body), Some(json!("all")));
        assert_eq!(take(&map, record, Field::Published), Some(json!("2021")));
    }

    #[test]
    fn an_unknown_key_is_refused_with_the_valid_ones() {
        let message = FieldMap::parse("story=x").unwrap_err().to_string();
        assert!(message.contains("\"story=x\"") && message.contains("title, text, date"), "{message}");
        assert!(FieldMap::parse("text").is_err());
        assert!(FieldMap::parse("").is_err());
    }
}
