//! Which articles are copies of each other: one wire story in many papers. Comes in: the fingerprints of all articles. Goes out: a group for each article that has copies.

use super::load;
use crate::error::Result;
use crate::index::fingerprint::Fingerprint;
use crate::index::schema::{Fields, kind};
use rustc_hash::FxHashMap;
use tantivy::{DocId, Searcher, SegmentOrdinal, SegmentReader, Term};

/// Most leaders of groups that an article is held against under one key: a bound for texts of one template.
const MOST: usize = 64;

/// Articles that have copies, each with the number of its group.
#[derive(Debug, Default)]
pub(super) struct Copies {
    groups: FxHashMap<u64, u32>,
    /// By segment, a bit for each of its documents: whether it is an article that has a copy.
    marks: Vec<Vec<u64>>,
}

impl Copies {
    /// Groups the articles of the index. The same articles give the same groups, however they lie in segments.
    pub(super) fn of(searcher: &Searcher, fields: &Fields) -> Result<Copies> {
        let mut articles: Vec<(u64, Fingerprint)> = Vec::new();
        let mut places: Vec<(usize, DocId, u64)> = Vec::new();
        let kind = Term::from_field_text(fields.kind, kind::ARTICLE);
        for (number, segment) in searcher.segment_readers().iter().enumerate() {
            let columns = segment.fast_fields();
            let (Some(prints), Some(ids)) = (columns.column_opt::<u64>("fingerprint")?, columns.column_opt::<u64>("article")?) else {
                continue;
            };
            for doc in load::living(segment, &kind)? {
                if let Some((id, print)) = ids.first(doc).zip(Fingerprint::decode(prints.values_for_doc(doc))) {
                    articles.push((id, print));
                    places.push((number, doc, id));
                }
            }
        }
        articles.sort_unstable_by_key(|(id, _)| *id);
        articles.dedup_by_key(|(id, _)| *id);
        let groups = group(&articles);
        let words = |segment: &SegmentReader| vec![0; (segment.max_doc() as usize).div_ceil(64)];
        let mut marks: Vec<Vec<u64>> = searcher.segment_readers().iter().map(words).collect();
        for (number, doc, _) in places.into_iter().filter(|(_, _, id)| groups.contains_key(id)) {
            marks[number][doc as usize / 64] |= 1 << (doc % 64);
        }
        Ok(Copies { groups, marks })
    }

    /// Which documents of a segment are articles that have a copy, a bit each: far quicker to look into than a group, and few are.
    pub(super) fn marks(&self, segment: SegmentOrdinal) -> &[u64] {
        self.marks.get(segment as usize).map_or(&[], Vec::as_slice)
    }

    /// The group of an article; `None` where it has no copy.
    pub(super) fn group(&self, article: u64) -> Option<u32> {
        self.groups.get(&article).copied()
    }
}

fn group(articles: &[(u64, Fingerprint)]) -> FxHashMap<u64, u32> {
    let mut sets = Sets((0..articles.len() as u32).collect());
    let mut keyed: Vec<(usize, u32, u32)> = Vec::with_capacity(articles.len() * 3);
    for (number, (_, print)) in articles.iter().enumerate() {
        keyed.extend(print.keys().into_iter().enumerate().map(|(place, key)| (place, key, number as u32)));
    }
    keyed.sort_unstable();
    for same in keyed.chunk_by(|one, other| (one.0, one.1) == (other.0, other.1)).filter(|same| same.len() > 1) {
        let mut leaders: Vec<u32> = Vec::new();
        for (_, _, number) in same {
            let print = |number: u32| articles.get(number as usize).map(|(_, print)| *print);
            let near = |leader: &&u32| print(**leader).zip(print(*number)).is_some_and(|(one, other)| one.is_near(other));
            match leaders.iter().find(near) {
                Some(leader) => sets.join(*leader, *number),
                None if leaders.len() < MOST => leaders.push(*number),
                None => {}
            }
        }
    }
    let roots: Vec<u32> = (0..articles.len() as u32).map(|number| sets.root(number)).collect();
    let mut sizes = vec![0_u32; articles.len()];
    for root in &roots {
        sizes[*root as usize] += 1;
    }
    let grouped = articles.iter().zip(&roots).filter(|(_, root)| sizes[**root as usize] > 1);
    grouped.map(|((id, _), root)| (*id, *root)).collect()
}

/// Disjoint sets (Galler and Fischer, 1964); the least member is the root.
struct Sets(Vec<u32>);

impl Sets {
    fn root(&mut self, mut member: u32) -> u32 {
        while self.0[member as usize] != member {
            let above = self.0[self.0[member as usize] as usize];
            self.0[member as usize] = above;
            member = above;
        }
        member
    }

    fn join(&mut self, one: u32, other: u32) {
        let (one, other) = (self.root(one), self.root(other));
        self.0[one.max(other) as usize] = one.min(other);
    }
}
