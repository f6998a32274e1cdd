//! Bearers while they are being decided. Comes in: nodes that may be joined. Goes out: groups of occurrences, the reasons for each, and doubts.

use super::forms::Form;
use std::collections::BTreeMap;

/// Occurrences of one form that have one bearer.
#[derive(Clone, Debug)]
pub(super) struct Node {
    /// Number of the form.
    pub(super) form: u32,
    /// Numbers of occurrences, ascending.
    pub(super) occurrences: Vec<u32>,
}

/// Two bearers that may be one.
#[derive(Clone, Debug)]
pub(super) struct Doubt {
    pub(super) one: usize,
    pub(super) other: usize,
    pub(super) reasons: Vec<String>,
    pub(super) objections: Vec<String>,
}

/// Nodes and which of them are one (union-find), with the reasons.
#[derive(Default)]
pub(super) struct Groups {
    pub(super) nodes: Vec<Node>,
    parents: Vec<usize>,
    members: BTreeMap<usize, Vec<usize>>,
    why: BTreeMap<usize, Vec<String>>,
    pub(super) doubts: Vec<Doubt>,
}

impl Groups {
    /// Adds a node that is a group of its own.
    pub(super) fn add(&mut self, form: u32, occurrences: Vec<u32>) -> usize {
        let number = self.nodes.len();
        self.nodes.push(Node { form, occurrences });
        self.parents.push(number);
        self.members.insert(number, vec![number]);
        number
    }

    /// The group of a node.
    pub(super) fn group(&self, node: usize) -> usize {
        let mut at = node;
        while let Some(&parent) = self.parents.get(at).filter(|parent| **parent != at) {
            at = parent;
        }
        at
    }

    /// The nodes of a group.
    pub(super) fn members(&self, group: usize) -> &[usize] {
        self.members.get(&group).map_or(&[], Vec::as_slice)
    }

    /// Every group, by its number.
    pub(super) fn all(&self) -> impl Iterator<Item = (usize, &[usize])> {
        self.members.iter().map(|(group, members)| (*group, members.as_slice()))
    }

    /// Joins the groups of two nodes for a reason.
    pub(super) fn join(&mut self, one: usize, other: usize, reason: String) {
        let (one, other) = (self.group(one), self.group(other));
        let (into, from) = (one.min(other), one.max(other));
        if into != from {
            let moved = self.members.remove(&from).unwrap_or_default();
            self.members.entry(into).or_default().extend(moved);
            self.parents[from] = into;
            let reasons = self.why.remove(&from).unwrap_or_default();
            self.why.entry(into).or_default().extend(reasons);
        }
        self.explain(into, reason);
    }

    /// Notes a reason for a group.
    pub(super) fn explain(&mut self, node: usize, reason: String) {
        let group = self.group(node);
        let reasons = self.why.entry(group).or_default();
        if !reasons.contains(&reason) {
            reasons.push(reason);
        }
    }

    /// The reasons for a group.
    pub(super) fn why(&self, group: usize) -> &[String] {
        self.why.get(&group).map_or(&[], Vec::as_slice)
    }

    /// Notes that two nodes may be one.
    pub(super) fn doubt(&mut self, one: usize, other: usize, reasons: Vec<String>, objections: Vec<String>) {
        self.doubts.push(Doubt { one, other, reasons, objections });
    }

    /// Every occurrence of a group, ascending.
    pub(super) fn occurrences(&self, group: usize) -> Vec<u32> {
        let mut all: Vec<u32> =
            self.members(group).iter().filter_map(|node| self.nodes.get(*node)).flat_map(|node| node.occurrences.clone()).collect();
        all.sort_unstable();
        all.dedup();
        all
    }

    /// The forms of a group.
    pub(super) fn forms(&self, group: usize) -> Vec<u32> {
        self.members(group).iter().filter_map(|node| self.nodes.get(*node)).map(|node| node.form).collect()
    }

    /// The form of a node, from all `forms`.
    pub(super) fn form<'f>(&self, node: usize, forms: &'f [Form]) -> Option<&'f Form> {
        forms.get(self.nodes.get(node)?.form as usize)
    }
}
