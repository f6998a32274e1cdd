//! Stretches of a text in code points, compared. Comes in: offsets of gold files and predictions. Goes out: overlaps.

use serde::Deserialize;

/// Stretches of a text, sorted, none empty, in **code points**, end exclusive. They may overlap each other.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(from = "Written")]
pub struct Spans(Vec<(usize, usize)>);

/// The forms in which files write spans: `[s, e]`, `{"start": s, "end": e}`, `null`, or a list of these.
#[derive(Deserialize)]
#[serde(untagged)]
enum Written {
    Pair((i64, i64)),
    Named { start: Option<i64>, end: Option<i64> },
    Many(Vec<Written>),
    Nothing(()),
}

impl Written {
    fn collect(&self, out: &mut Vec<(usize, usize)>) {
        match self {
            Written::Pair((start, end)) | Written::Named { start: Some(start), end: Some(end) } => {
                // What lies before the text is cut off.
                out.extend(usize::try_from(*end).ok().map(|end| (usize::try_from(*start).unwrap_or(0), end)));
            }
            Written::Many(parts) => parts.iter().for_each(|part| part.collect(out)),
            Written::Named { .. } | Written::Nothing(()) => {}
        }
    }
}

impl From<Written> for Spans {
    fn from(written: Written) -> Spans {
        let mut pairs = Vec::new();
        written.collect(&mut pairs);
        Spans::new(pairs)
    }
}

impl Spans {
    /// Sorts `pairs`; leaves out the empty and the reversed, and repetitions.
    pub fn new(pairs: impl IntoIterator<Item = (usize, usize)>) -> Spans {
        let mut pairs: Vec<_> = pairs.into_iter().filter(|(start, end)| start < end).collect();
        pairs.sort_unstable();
        pairs.dedup();
        Spans(pairs)
    }

    /// True where nothing is covered.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// (start, end), in order.
    pub fn iter(&self) -> impl Iterator<Item = (usize, usize)> {
        self.0.iter().copied()
    }

    /// What lies before code point `length`.
    pub fn clipped(&self, length: usize) -> Spans {
        Spans::new(self.iter().map(|(start, end)| (start, end.min(length))))
    }

    /// The same code points in stretches that do not touch each other.
    pub fn merged(&self) -> Spans {
        let mut out: Vec<(usize, usize)> = Vec::with_capacity(self.0.len());
        for (start, end) in self.iter() {
            match out.last_mut() {
                Some(last) if start <= last.1 => last.1 = last.1.max(end),
                _ => out.push((start, end)),
            }
        }
        Spans(out)
    }

    /// The code points in both.
    pub fn common(&self, other: &Spans) -> Spans {
        let (one, two) = (self.merged(), other.merged());
        let parts = one.iter().flat_map(|(start, end)| two.iter().map(move |(from, to)| (start.max(from), end.min(to))));
        Spans::new(parts)
    }

    /// True where the two share a code point.
    pub fn touches(&self, other: &Spans) -> bool {
        self.iter().any(|(start, end)| other.iter().any(|(from, to)| start < to && from < end))
    }

    /// How many code points are covered.
    pub fn size(&self) -> usize {
        self.merged().iter().map(|(start, end)| end - start).sum()
    }

    /// Shared code points over covered ones, 0 to 1; 0 where both are empty.
    pub fn overlap(&self, other: &Spans) -> f64 {
        let shared = self.common(other).size();
        let all = self.size() + other.size() - shared;
        if all == 0 { 0.0 } else { shared as f64 / all as f64 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(json: &str) -> Spans {
        serde_json::from_str(json).unwrap()
    }

    #[test]
    fn every_written_form_is_read() {
        let wanted = Spans::new([(3, 9)]);
        for form in ["[3,9]", "[[3,9]]", r#"{"start":3,"end":9,"text":"x"}"#, r#"[{"start":3,"end":9}]"#, "[[3,9],[3,9],[5,5],[8,2]]"] {
            assert_eq!(read(form), wanted, "{form}");
        }
        for form in ["null", "[]", r#"{"start":null,"end":null}"#, "[[-9,-3]]"] {
            assert_eq!(read(form), Spans::default(), "{form}");
        }
    }

    #[test]
    fn overlap_counts_each_code_point_once() {
        let one = Spans::new([(0, 6), (4, 10)]);
        assert_eq!(one.size(), 10);
        assert_eq!(one.overlap(&Spans::new([(5, 15)])), 5.0 / 15.0);
        assert_eq!(one.overlap(&Spans::new([(10, 12)])), 0.0);
        assert!(!one.touches(&Spans::new([(10, 12)])));
        assert_eq!(Spans::default().overlap(&Spans::default()), 0.0);
    }
}
