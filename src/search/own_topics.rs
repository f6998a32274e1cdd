//! Topics of one's own. Comes in: `topics.toml` beside the index folder, a line a topic: name = "query". Goes out: the query that a name stands for.
//!
//! They are looked up at every question anew: a line that is changed holds for all articles at once, and nothing is indexed again.

use super::query::{self, Leaf, Name, Node, Test};
use crate::error::{Error, Result};
use crate::index::folder::{beside, read_if_there};
use crate::index::tokens;
use std::collections::BTreeMap;
use std::path::Path;

/// A topic of one's own.
pub(super) struct OwnTopic {
    /// Its name as written.
    pub name: String,
    /// What it is looked up by.
    key: String,
    /// The query for its articles.
    pub node: Node,
}

/// All of them, by name.
#[derive(Default)]
pub(super) struct OwnTopics(Vec<OwnTopic>);

impl OwnTopics {
    /// Those of an index; none where there is no file.
    ///
    /// # Errors
    /// [`Error::File`] for a file or a query that cannot be read.
    pub(super) fn of(index: &Path) -> Result<OwnTopics> {
        let path = beside(index, "topics.toml");
        let Some(text) = read_if_there(&path)? else { return Ok(OwnTopics::default()) };
        let lines: BTreeMap<String, String> = toml::from_str(&text).map_err(|error| Error::file(&path, error.to_string().trim_end()))?;
        let topic = |(name, query): (String, String)| {
            let fault = |reason: String| Error::file(&path, format!("{name}: {reason}"));
            let node = query::parse(&query).map_err(|error| fault(error.to_string()))?;
            let node = node.ok_or_else(|| fault("the query holds no word to search for".into()))?;
            if names_topic(&node) {
                return Err(fault("a topic's query cannot name topics: write out what that topic stands for".into()));
            }
            Ok(OwnTopic { key: key(&name), name, node })
        };
        Ok(OwnTopics(lines.into_iter().map(topic).collect::<Result<_>>()?))
    }

    /// The topic that is called so, in any case, with any signs between the words.
    pub(super) fn find(&self, typed: &str) -> Option<&OwnTopic> {
        let typed = key(typed);
        self.0.iter().find(|topic| topic.key == typed)
    }

    /// All of them, by name.
    pub(super) fn all(&self) -> &[OwnTopic] {
        &self.0
    }
}

/// The test that asks for a topic by its name.
pub(super) fn own_topic(name: &str) -> Leaf {
    Leaf { field: Some(Name::Topic), test: Test::Phrase { text: name.to_owned(), slop: 0 }, at: 0 }
}

fn key(name: &str) -> String {
    let folded = tokens::fold(name);
    folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

fn names_topic(node: &Node) -> bool {
    match node {
        Node::And(nodes) | Node::Or(nodes) => nodes.iter().any(names_topic),
        Node::Not(node) | Node::Boost(node, _) => names_topic(node),
        Node::Leaf(leaf) => leaf.field == Some(Name::Topic),
    }
}
