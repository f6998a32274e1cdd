//! What a watch has told. Comes in: numbers of records. Goes out: a text of one number a line, and back.

use rustc_hash::FxHashSet;

/// Numbers of records that need not be told again.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Known(FxHashSet<u64>);

impl Known {
    /// How many numbers it holds: a record takes several.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// True for a watch that has told nothing.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn holds(&self, key: u64) -> bool {
        self.0.contains(&key)
    }

    pub(super) fn extend(&mut self, keys: impl IntoIterator<Item = u64>) {
        self.0.extend(keys);
    }

    /// One number a line, ascending.
    pub(super) fn write(&self) -> String {
        let mut keys: Vec<u64> = self.0.iter().copied().collect();
        keys.sort_unstable();
        keys.into_iter().map(|key| format!("{key:012x}\n")).collect()
    }

    /// Reads [`Known::write`]; `None` for anything else.
    pub(super) fn read(text: &str) -> Option<Known> {
        text.lines().map(|line| u64::from_str_radix(line, 16).ok()).collect::<Option<FxHashSet<u64>>>().map(Known)
    }
}
