//! The block of fields that a Markdown file may start with. Comes in: a file's text. Goes out: the fields, and where the text begins.
//!
//! Between `---` lines the part of YAML that site generators write: scalars, quoted scalars, lists, one level of nesting, folded text. Between
//! `+++` lines TOML.

use serde_json::{Map, Value};

/// Lines that a block may have.
const LONGEST: usize = 200;

/// The fields and the text after them, or `None` where the file has no such block.
pub(super) fn split(text: &str) -> Option<(Map<String, Value>, &str)> {
    let (fence, _) = line_at(text, 0);
    let fence = fence.trim_end();
    let mut place = line_at(text, 0).1;
    let start = place;
    for _ in 0..LONGEST {
        if place >= text.len() {
            return None;
        }
        let (line, next) = line_at(text, place);
        if line.trim_end() == fence || fence == "---" && line.trim_end() == "..." {
            let fields = match fence {
                "---" => yaml(&text[start..place])?,
                "+++" => toml(&text[start..place])?,
                _ => return None,
            };
            return Some((fields, text[next..].trim_start_matches(['\r', '\n'])));
        }
        place = next;
    }
    None
}

/// The line that starts at `place`, and where the next one does.
fn line_at(text: &str, place: usize) -> (&str, usize) {
    let rest = &text[place..];
    let end = rest.find('\n').map_or(rest.len(), |end| end + 1);
    (&rest[..end], place + end)
}

fn toml(block: &str) -> Option<Map<String, Value>> {
    let table: toml::Table = block.parse().ok()?;
    let value = |value: toml::Value| match value {
        toml::Value::Datetime(moment) => Value::String(moment.to_string()),
        other => serde_json::to_value(other).unwrap_or_default(),
    };
    Some(table.into_iter().map(|(name, entry)| (name, value(entry))).collect())
}

/// `None` where a line is not YAML: then the rule above the text was only a rule.
fn yaml(block: &str) -> Option<Map<String, Value>> {
    let mut fields = Map::new();
    let mut current: Option<String> = None;
    for line in block.lines().filter(|line| !line.trim().is_empty() && !line.trim_start().starts_with('#')) {
        let inner = line.trim();
        let open = current.as_ref().and_then(|name| fields.get_mut(name));
        if let (Some(item), Some(open)) = (inner.strip_prefix("- "), open) {
            push(open, scalar_or_pair(item));
        } else if line.starts_with([' ', '\t']) {
            continue_value(fields.get_mut(current.as_ref()?)?, inner);
        } else {
            let (name, value) = pair(inner)?;
            current = Some(name.to_owned());
            fields.insert(name.to_owned(), scalar(value));
        }
    }
    (!fields.is_empty()).then_some(fields)
}

fn pair(line: &str) -> Option<(&str, &str)> {
    let (name, value) = line.split_once(':')?;
    let is_name = !name.is_empty() && name.chars().all(|letter| letter.is_alphanumeric() || matches!(letter, '_' | '-' | ' ' | '.'));
    (is_name && (value.is_empty() || value.starts_with([' ', '\t']))).then(|| (name.trim(), value.trim()))
}

fn push(list: &mut Value, item: Value) {
    match list {
        Value::Array(items) => items.push(item),
        other => *other = Value::Array(vec![item]),
    }
}

/// An indented line: a field of an object, or more of a folded text.
fn continue_value(open: &mut Value, line: &str) {
    match open {
        Value::String(text) => *text = format!("{text} {line}").trim().to_owned(),
        Value::Object(object) => {
            if let Some((name, value)) = pair(line) {
                object.insert(name.to_owned(), scalar(value));
            }
        }
        Value::Null => match pair(line) {
            Some((name, value)) => *open = Value::Object(Map::from_iter([(name.to_owned(), scalar(value))])),
            None => *open = Value::String(line.to_owned()),
        },
        _ => {}
    }
}

fn scalar_or_pair(item: &str) -> Value {
    match pair(item) {
        Some((name, value)) => Value::Object(Map::from_iter([(name.to_owned(), scalar(value))])),
        None => scalar(item),
    }
}

fn scalar(text: &str) -> Value {
    let text = text.trim();
    if let Some(list) = text.strip_prefix('[').and_then(|text| text.strip_suffix(']')) {
        return Value::Array(list.split(',').map(scalar).collect());
    }
    for mark in ['"', '\''] {
        if let Some(inner) = text.strip_prefix(mark).and_then(|text| text.strip_suffix(mark)) {
            return Value::String(inner.replace("\\\"", "\"").replace("''", "'"));
        }
    }
    let text = text.split(" #").next().unwrap_or_default().trim();
    match text {
        "" | "~" | "null" => Value::Null,
        ">" | "|" | ">-" | "|-" => Value::String(String::new()),
        _ => Value::String(text.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn yaml_as_site_generators_write_it_is_read() {
        let text = "---\ntitle: \"The \\\"bridge\\\": closed\"\ndate: 2020-03-02 # day\nauthors:\n  - Ann Vale\n  - name: Bo Tarn\npublisher:\n  name: Herald\ntags: [a, 'b']\nsummary: >-\n  Long\n  text\n---\n\nBody.\n---\n";
        let (fields, body) = split(text).unwrap();
        assert_eq!(body, "Body.\n---\n");
        let expected = json!({"title": "The \"bridge\": closed", "date": "2020-03-02", "authors": ["Ann Vale", {"name": "Bo Tarn"}],
            "publisher": {"name": "Herald"}, "tags": ["a", "b"], "summary": "Long text"});
        assert_eq!(Value::Object(fields), expected);
    }

    #[test]
    fn toml_is_read() {
        let (fields, body) = split("+++\r\ntitle = \"A\"\r\ndate = 2020-03-02\r\n+++\r\nBody.").unwrap();
        assert_eq!((Value::Object(fields), body), (json!({"title": "A", "date": "2020-03-02"}), "Body."));
    }

    #[test]
    fn a_rule_is_not_front_matter() {
        assert_eq!(split("---\nThe mayor resigned.\n---\nMore."), None);
        assert_eq!(split("---\ntitle: A\nno end"), None);
        assert_eq!(split("# Title\ntext"), None);
        assert_eq!(split(""), None);
    }
}
